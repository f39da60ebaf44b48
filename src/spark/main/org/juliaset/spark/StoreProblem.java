package org.juliaset.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.juliaset.compute.EngineException;
import org.juliaset.devices.NoSuchDeviceException;
import org.juliaset.parameters.InvalidParameterException;

/** Finds the cause of a failure of Spark, Hadoop or a store, and says it in one line with what to do about it. */
final class StoreProblem {
    private static final Pattern OF_TASK = Pattern.compile(
            ".*most recent failure: .* executor [^)]*\\): (?:[a-z][\\w.]*\\.[A-Z][\\w.$]*: )?(.*)");

    private StoreProblem() {}

    /**
     * Returns the failure to report, for a caller that throws it.
     *
     * @return the cause itself if it is one of this program's own
     */
    static IOException of(Exception failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidParameterException || cause instanceof NoSuchDeviceException
                    || cause instanceof EngineException) {
                throw (RuntimeException) cause;
            }
            String line = line(cause);
            if (line != null) {
                return new IOException(line, failure);
            }
            root = cause;
        }
        if (failure instanceof RuntimeException bug) {
            throw bug;
        }
        return new IOException(firstLine(root), failure);
    }

    private static String line(Throwable cause) {
        String message = firstLine(cause);
        String words = message.toLowerCase(Locale.ROOT);
        if (cause instanceof UnsupportedFileSystemException) {
            throw new InvalidParameterException(message + ": give Spark the jars for it with --packages or --jars");
        }
        if (cause instanceof UnknownHostException) {
            return "there is no host " + message + ": check the name";
        }
        if (cause instanceof ConnectException) {
            return message + ": check that the store runs, and its address";
        }
        if (words.contains("no aws credentials") || words.contains("unable to load credentials")
                || words.contains("noauthwithaws")) {
            return "there are no credentials for the store: set fs.s3a.access.key and fs.s3a.secret.key, or"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, on the driver and all executors";
        }
        if (cause instanceof AccessDeniedException denied && denied.getFile() != null) {
            return "access to " + denied.getFile() + " is denied: check the credentials and permissions";
        }
        if (cause instanceof AccessControlException) {
            return message + ": check the user and the permissions";
        }
        if (words.contains("bucket does not exist")) {
            return "there is no such bucket: create it or choose another";
        }
        if (words.contains("quota") && words.contains("exceeded") || words.contains("no space left on device")
                || words.contains("could only be written to 0 of")) {
            return "the store has no room: " + message + ": make room; what is there is resumed by the same command";
        }
        return cause instanceof FileNotFoundException ? message : null;
    }

    /** The first line of a message, of a task's failure without where that was. */
    private static String firstLine(Throwable cause) {
        String message = cause.getMessage();
        String line = message == null
                ? ""
                : message.strip().lines().findFirst().orElse("");
        Matcher task = OF_TASK.matcher(line);
        String words = task.matches() ? task.group(1) : line;
        return words.isEmpty() ? cause.getClass().getSimpleName() : words;
    }
}
