/**
 * What computes: the {@link org.juliaset.compute.Engine} interface, the devices that engines run on, the reference
 * check that admits an engine, and the watch for hangs.
 */
package org.juliaset.compute;
