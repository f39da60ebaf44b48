package org.juliaset.storage;

/** What becomes of an older file when one of its name is complete. */
public enum Existing {
    /** The new one takes its place. */
    REPLACED,
    /** It stays, and the new one fails. */
    KEPT
}
