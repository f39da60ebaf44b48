/** Rendering a job to counts or a file: the renderer, the job, its estimate and its destination. */
package org.juliaset.render;
