/** Films: what changes from frame to frame, how frames are made and kept, and the files that they become. */
package org.juliaset.animate;
