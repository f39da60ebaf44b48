/** Several devices at once: pieces by speed, retries, restarts. */
package org.juliaset.devices.pool;
