/** Bands on their way from an engine to a file: the plan, the slots, the stages, progress. */
package org.juliaset.pipeline;
