/** What an embedding in another language calls: sessions and calls in the background. */
package org.juliaset.embed;
