/** From counts to the parts of a file: the plan of bands, slots, stages, progress. */
package org.juliaset.pipeline;
