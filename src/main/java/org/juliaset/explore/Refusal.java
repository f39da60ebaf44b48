package org.juliaset.explore;

/** A request is not answered as it asks. The message is one line, which the page shows to people. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int WRONG_METHOD = 405;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int MISDIRECTED = 421;
    static final int FAILED = 500;
    static final int BUSY = 503;

    private final int status;
    private final boolean isTemporary;

    private Refusal(int status, boolean isTemporary, String line) {
        super(line, null, false, false);
        this.status = status;
        this.isTemporary = isTemporary;
    }

    /** @param status of HTTP (RFC 9110, section 15), or {@link #MISDIRECTED} */
    Refusal(int status, String line) {
        this(status, false, line);
    }

    /** Returns the refusal of a request that cannot be served now and may be repeated after a second. */
    static Refusal tooMany(String line) {
        return new Refusal(BUSY, true, line);
    }

    /** Returns the refusal of a request that a later one of the same page has made useless. */
    static Refusal stale() {
        return new Refusal(CONFLICT, "a later request took the place of this one");
    }

    int status() {
        return status;
    }

    /** Returns whether the same request may be answered after a second. */
    boolean isTemporary() {
        return isTemporary;
    }
}
