/** The command line: options, messages, exit statuses. Nothing else prints or ends the process. */
package org.juliaset.cli;
