package org.juliaset.compute;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MissingPartExceptionTest {
    private static final class Broken {
        static final int VALUE = value();

        private static int value() {
            throw new IllegalStateException("planted");
        }
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new NoClassDefFoundError("java/awt/image/BufferedImage"), "lacks the module java.desktop"),
                Arguments.of(new NoClassDefFoundError("javax/imageio/ImageIO"), "lacks the module java.desktop"),
                Arguments.of(new NoClassDefFoundError("java/util/logging/Logger"), "lacks the module java.logging"),
                Arguments.of(new NoClassDefFoundError("com/google/gson/Gson"), "class com.google.gson.Gson is missing"),
                Arguments.of(
                        new UnsatisfiedLinkError("libfontmanager.so: libfreetype.so.6: cannot open shared object file"),
                        "libfreetype.so.6: cannot open shared object file"),
                Arguments.of(new NoSuchMethodError("void a.B.c()"), "do not fit together"),
                Arguments.of(new ExceptionInInitializerError(new IllegalStateException("planted")), "planted"),
                Arguments.of(
                        new ExceptionInInitializerError(new NoClassDefFoundError("java/awt/Font")), "java.desktop"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void aLinkageErrorIsNamedByItsCause(LinkageError error, String cause) {
        String message = MissingPartException.of(error).getMessage();
        assertTrue(message.contains(cause), message);
    }

    @Test
    void theCauseIsNamedAlsoWhenAClassHasFailedBefore() {
        assertThrows(ExceptionInInitializerError.class, () -> assertEquals(0, Broken.VALUE));
        NoClassDefFoundError again = assertThrows(NoClassDefFoundError.class, () -> assertEquals(0, Broken.VALUE));
        String message = MissingPartException.of(again).getMessage();
        assertTrue(message.contains("Broken") && message.contains("planted"), message);
    }

    @Test
    void aModuleThatIsNotThereIsNamedWithWhatNeedsIt() {
        assertDoesNotThrow(() -> MissingPartException.requireModules("a test", "none", "java.base", "java.desktop"));
        String message = assertThrows(
                        MissingPartException.class,
                        () -> MissingPartException.requireModules("a test", "run another", "java.base", "java.absent"))
                .getMessage();
        String end = "lacks the module java.absent, which a test needs: use a complete Java or run another";
        assertTrue(message.endsWith(end), message);
    }
}
