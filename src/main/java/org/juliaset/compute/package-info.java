/**
 * The computation of counts: the {@link org.juliaset.compute.Engine} interface, devices, the reference check that
 * admits an engine, and the watch for hangs.
 */
package org.juliaset.compute;
