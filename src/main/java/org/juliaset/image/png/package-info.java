/** PNG, deflated by several threads and written band by band. */
package org.juliaset.image.png;
