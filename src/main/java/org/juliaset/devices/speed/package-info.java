/** Measured speeds of devices, and the cost of pictures. */
package org.juliaset.devices.speed;
