import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.juliaset.parameters.Limit;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;

/** Writes the limits of the table of parameters as JSON, for Python's package. */
final class WriteParameters {
    private WriteParameters() {}

    /** @param arguments the file to write */
    public static void main(String[] arguments) throws IOException {
        String json = Parameters.all().stream()
                .filter(parameter -> !parameter.type().limits().isEmpty())
                .map(WriteParameters::limits)
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        Files.writeString(Path.of(arguments[0]), json);
    }

    private static String limits(Parameter<?> parameter) {
        return parameter.type().limits().stream().map(WriteParameters::limit)
                .collect(Collectors.joining(", ", "\"" + parameter.name() + "\": [", "]"));
    }

    /** Advice has neither quotes nor backslashes. */
    private static String limit(Limit limit) {
        return "[\"" + limit.kind() + "\", " + limit.bound() + ", \"" + limit.advice() + "\"]";
    }
}
