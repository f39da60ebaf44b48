/** The formats by name: suffixes, limits, writers and readers. */
package org.juliaset.image.formats;
