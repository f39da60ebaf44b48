/** How fast each device was measured to be, and what a picture costs. */
package org.juliaset.devices.speed;
