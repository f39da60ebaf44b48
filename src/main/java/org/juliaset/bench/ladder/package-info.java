/** The article's implementations, ported to the JVM as their author wrote them. */
package org.juliaset.bench.ladder;
