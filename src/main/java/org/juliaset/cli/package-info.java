/** The command line: options, messages, exit statuses. No other room prints or ends the process. */
package org.juliaset.cli;
