/** Parts of a picture that several processes make, on any machines, and that are joined to the file of one. */
package org.juliaset.parts;
