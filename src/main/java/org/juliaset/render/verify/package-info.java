/** Verification: compares the pixels of a file with those that its metadata describes. */
package org.juliaset.render.verify;
