/** Threads: pools, the first failure, work sharing, cancellation, exit hooks. Depends on the JDK only. */
package org.juliaset.concurrent;
