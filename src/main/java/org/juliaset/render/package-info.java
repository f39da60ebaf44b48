/** From a job to a finished file: the renderer, the job, the estimate, the destination. */
package org.juliaset.render;
