/**
 * Files and folders that survive: output paths, partial files, the journal, resume, the cache folder. Knows no picture.
 */
package org.juliaset.storage;
