/** The interface for other languages: sessions and background calls. */
package org.juliaset.embed;
