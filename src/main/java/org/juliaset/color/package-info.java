/** Counts to pixels. */
package org.juliaset.color;
