/** The server of the explorer: a page in the browser that shows pixels of renders, and renders pictures. */
package org.juliaset.explore;
