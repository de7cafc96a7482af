package io.jenkins.plugins.ecsdeploy.rehearsal.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One CloudFormation template, read but not evaluated. */
public record Template(String name, JsonNode root) {

    public static final Path FOLDER = Path.of("docs/infrastructure/cloudformation");

    public static Template read(String name) {
        return read(FOLDER.resolve(name + ".yaml"));
    }

    private static Template read(Path file) {
        try {
            String name = file.getFileName().toString();
            return new Template(
                    name.substring(0, name.lastIndexOf('.')), CloudFormationYaml.read(Files.readString(file)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static List<Template> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Template::read).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Set<String> resources() {
        return keys("Resources");
    }

    public Set<String> parameters() {
        return keys("Parameters");
    }

    public Set<String> outputs() {
        return keys("Outputs");
    }

    public JsonNode resource(String logicalId) {
        return root.path("Resources").path(logicalId);
    }

    public String type(String logicalId) {
        return resource(logicalId).path("Type").asText();
    }

    public JsonNode properties(String logicalId) {
        return resource(logicalId).path("Properties");
    }

    public JsonNode parameter(String name) {
        return root.path("Parameters").path(name);
    }

    public JsonNode output(String name) {
        return root.path("Outputs").path(name).path("Value");
    }

    public JsonNode condition(String name) {
        return root.path("Conditions").path(name);
    }

    private Set<String> keys(String section) {
        Set<String> keys = new TreeSet<>();
        root.path(section).fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
