/** The article's implementations, on the JVM, each as its author wrote it. */
package org.juliaset.bench.ladder;
