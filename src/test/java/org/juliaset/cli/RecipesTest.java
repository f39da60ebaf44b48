package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of src/docs/scale-out.md. Those of Slurm and GNU parallel are run as well, by ci/schedulers. */
class RecipesTest {
    private static final int PARTS = 245;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads and writes the classes of Kubernetes; a text in place of a number is read, but written as the number. */
    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(OffsetDateTime.class, (JsonDeserializer<OffsetDateTime>)
                    (json, type, context) -> OffsetDateTime.parse(json.getAsString()))
            .create();

    private static String page;

    @TempDir
    Path folder;

    @BeforeAll
    static void readPage() throws IOException {
        page = Files.readString(Path.of("src/docs/scale-out.md"));
    }

    /** Returns the blocks of code of a section, in which lines that go on are joined. */
    private static List<String> blocks(String section) {
        String text = page.split("\n## " + Pattern.quote(section) + "\n", 2)[1].split("\n## ", 2)[0];
        List<String> blocks = new ArrayList<>();
        Matcher block = Pattern.compile("\n```[a-z]+\n(.*?\n)```\n", Pattern.DOTALL).matcher(text);
        while (block.find()) {
            blocks.add(block.group(1).replaceAll(" \\\\\n *", " "));
        }
        return blocks;
    }

    private static ObjectNode job() throws IOException {
        return (ObjectNode) new YAMLMapper().readTree(blocks("Kubernetes").get(0));
    }

    /** Throws an exception if it has a field that a Job has not, lacks one, or has one of another type. */
    private static void requireSchema(JsonNode job) throws IOException {
        JsonElement given = JsonParser.parseString(job.toString());
        V1Job.validateJsonElement(given);
        JsonNode read = JSON.readTree(GSON.toJson(GSON.fromJson(given, V1Job.class)));
        removeEmpty(read);
        if (!read.equals(JSON.readTree(job.toString()))) {
            throw new IllegalArgumentException(job + " is read as " + read);
        }
    }

    /** Removes the lists and objects that have nothing, as which Kubernetes' classes have those that are not given. */
    private static void removeEmpty(JsonNode node) {
        node.properties().removeIf(field -> field.getValue().isContainerNode() && field.getValue().isEmpty());
        node.forEach(RecipesTest::removeEmpty);
    }

    @Test
    void theJobOfKubernetesHasTheFieldsAndTypesOfItsSchema() throws Exception {
        ObjectNode job = job();
        requireSchema(job);
        List<String> names = new ArrayList<>();
        for (ObjectNode object : objects(job)) {
            List<String> own = new ArrayList<>();
            object.fieldNames().forEachRemaining(own::add);
            names.addAll(own);
            for (String name : own) {
                JsonNode value = object.remove(name);
                object.set(name + "s", value);
                assertThrows(IllegalArgumentException.class, () -> requireSchema(job), name);
                object.remove(name + "s");
                if (value.isNumber()) {
                    object.put(name, value.asText());
                    assertThrows(IllegalArgumentException.class, () -> requireSchema(job), name);
                }
                object.set(name, value);
            }
        }
        requireSchema(job);
        assertTrue(names.containsAll(List.of("completionMode", "podFailurePolicy", "operator", "claimName")),
                names::toString);
    }

    /** Returns the objects of a Job but for those whose names are free, as resources are. */
    private static List<ObjectNode> objects(JsonNode node) {
        List<ObjectNode> objects = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            objects.add(object);
            object.properties().forEach(field -> {
                if (!List.of("requests", "limits").contains(field.getKey())) {
                    objects.addAll(objects(field.getValue()));
                }
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> objects.addAll(objects(element)));
        }
        return objects;
    }

    /** Returns what the command plan prints for the picture of the page, with the page's number of parts. */
    private Map<String, String> plan() {
        Program.Result result = InProcess.in(
                folder, "plan", "-R=262144", "-o", "large.png", "-d=cpu", "--part-time=20s").run();
        assertEquals(0, result.status(), result.err());
        Matcher count = Pattern.compile("(?m)^Slurm +sbatch --array=0-(\\d+) ").matcher(result.out());
        assertTrue(count.find(), result.out());
        int last = Integer.parseInt(count.group(1));
        Map<String, String> rows = new TreeMap<>();
        result.out().lines().filter(line -> !line.isEmpty()).forEach(line -> rows.put(
                line.substring(0, 12).strip(),
                line.substring(12)
                        .replace(" -d=cpu", "")
                        .replace(" \"-d=cpu\",", "")
                        .replaceAll("\\b" + last + "\\b", Integer.toString(PARTS - 1))
                        .replaceAll("\\b" + (last + 1) + "\\b", Integer.toString(PARTS))));
        return rows;
    }

    @Test
    void thePageHasTheLinesThatPlanPrints() throws Exception {
        Map<String, String> plan = plan();
        String others = blocks("PBS, SGE and LSF").get(0);
        for (String scheduler : List.of("PBS", "SGE", "LSF")) {
            assertTrue(others.lines().toList().contains(plan.get(scheduler)), plan.get(scheduler));
        }
        assertEquals(plan.get("parallel") + "\n" + plan.get("then") + "\n", blocks("GNU parallel").get(0));
        String slurm = plan.get("Slurm");
        String script = blocks("Slurm").get(0);
        for (String option : List.of("--array=0-244", "--requeue", "--signal=B:TERM@60")) {
            assertTrue(slurm.contains(" " + option + " "), slurm);
            assertTrue(Pattern.compile("(?m)^#SBATCH.* " + option + "[ %\n]").matcher(script).find(), script);
        }
        String command = slurm.replaceFirst(".*'exec (.*)'", "$1");
        assertTrue(script.contains("\n" + command.replace(" --part", " --threads=8 --part") + " &\n"), script);
        assertTrue(blocks("Slurm").get(1).contains("--wrap='" + plan.get("then") + "'"));
    }

    @Test
    void thePageHasTheWordsThatPlanPrintsAsJson() throws Exception {
        Map<String, String> plan = plan();
        Matcher aws = Pattern.compile("(aws .* --container-overrides) '(.*)'").matcher(plan.get("AWS Batch"));
        assertTrue(aws.matches());
        String submit = blocks("AWS Batch and Google Batch").get(0);
        assertTrue(submit.startsWith(aws.group(1) + " '"), submit);
        JsonNode overrides = JSON.readTree(submit.substring(aws.group(1).length() + 2));
        assertEquals(JSON.readTree(aws.group(2)), inThisFolder(overrides));
        ObjectNode spec = (ObjectNode) job().get("spec");
        assertEquals(
                "completionMode: " + spec.get("completionMode").asText() + ", completions: " + spec.get("completions"),
                plan.get("Kubernetes").replaceFirst(", command: .*", ""));
        assertEquals(
                JSON.readTree(plan.get("Kubernetes").replaceFirst(".*, command: ", "")),
                inThisFolder(spec.at("/template/spec/containers/0/command")));
    }

    /** The page's picture is on a volume. */
    private static JsonNode inThisFolder(JsonNode command) throws IOException {
        return JSON.readTree(command.toString().replace("\"/pictures/large.png\"", "\"large.png\""));
    }
}
