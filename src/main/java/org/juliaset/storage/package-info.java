/** Output paths, unfinished files, the journal, resume, the cache folder. Independent of pictures. */
package org.juliaset.storage;
