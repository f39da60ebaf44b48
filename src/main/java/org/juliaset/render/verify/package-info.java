/** Compares a file with what its metadata says. */
package org.juliaset.render.verify;
