package org.juliaset.cli;

import org.juliaset.parameters.InvalidParameterException;

/**
 * Checks file names. To the system they are bytes, which Java decodes by the locale's character set. A byte that is
 * invalid there becomes U+FFFD, and the decoded name would be that of another file.
 */
final class FileNames {
    private static final String REPLACEMENT = "\uFFFD";
    private static final String CHARACTER_SET = System.getProperty("sun.jnu.encoding");

    private FileNames() {}

    /**
     * Checks the arguments and the working folder.
     *
     * @throws InvalidParameterException if one of them is not valid in the character set
     */
    static void require(String... arguments) {
        for (String argument : arguments) {
            require("\"" + Shell.printable(argument) + "\"", argument, "rename the file");
        }
        require("the working folder's name", System.getProperty("user.dir"), "run it from another folder");
    }

    private static void require(String what, String name, String remedy) {
        if (name.contains(REPLACEMENT)) {
            throw new InvalidParameterException(what + " has bytes that are not " + CHARACTER_SET
                    + ", the character set of the locale: " + remedy + ", or set LC_ALL to a locale that has them");
        }
    }
}
