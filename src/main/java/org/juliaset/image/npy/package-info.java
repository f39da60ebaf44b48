/** Arrays as NumPy stores them. */
package org.juliaset.image.npy;
