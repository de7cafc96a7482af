package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for secrets of the tests in what a controller has written: jobs, builds with their logs and states, its log. */
final class SecretSearch {

    /** All secret keys of the fixtures start with this. */
    private static final String SECRET = "secret-of-the-";

    private SecretSearch() {}

    /** Relative paths; Jenkins' own encrypted credentials show no secret. */
    static List<String> filesWithASecret(Path home) throws IOException {
        List<String> found = new ArrayList<>();
        for (String part : List.of("jobs", "nodes", ".")) {
            Path folder = home.resolve(part);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder, part.equals(".") ? 1 : Integer.MAX_VALUE)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        if (holdsASecret(file)) {
                            found.add(home.relativize(file.normalize()).toString());
                        }
                    }
                }
            }
        }
        return found;
    }

    private static boolean holdsASecret(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(SECRET);
        } catch (NoSuchFileException rotatedMeanwhile) {
            return false;
        }
    }
}
