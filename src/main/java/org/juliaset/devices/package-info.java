/** Which device computes: the catalogue, starts, and the choice of one or several by request or by speed. */
package org.juliaset.devices;
