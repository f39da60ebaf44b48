/**
 * Parameters by name: values as text, invalid values, and the spelling of a front end. Every room may import this one,
 * which depends on the JDK only.
 */
package org.juliaset.parameters;
