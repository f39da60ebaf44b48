/** Threads: pools, the first failure, cooperative work, exit hooks. Needs the JDK only. */
package org.juliaset.concurrent;
