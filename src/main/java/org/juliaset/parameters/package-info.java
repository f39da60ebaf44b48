/**
 * Parameters by name: values as text, refusals of a value, and how a front end spells a parameter. Every room may
 * import this one, which needs the JDK only.
 */
package org.juliaset.parameters;
