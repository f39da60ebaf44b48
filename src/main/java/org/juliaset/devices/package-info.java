/** Devices: a catalogue, their starts, and the selection of one or several by request or by speed. */
package org.juliaset.devices;
