package io.jenkins.plugins.ecsdeploy.rendering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Takes good templates and breaks them, always the same way for the same random numbers. */
final class BrokenTemplates {

    private static final int LONGEST = 150_000;
    private static final String[] TOKENS = {
        "${",
        "${A}",
        "${A:-",
        "${A:?",
        "$${",
        "}",
        "{{",
        "{{A}}",
        "}}",
        "<A>",
        "<",
        ">",
        "%A%",
        "__A_B__",
        "@A_B@",
        "$A",
        "$$$",
        "\"",
        "\\",
        "\\u00",
        "\\ud83d",
        ",",
        ":",
        "[",
        "]",
        "{",
        "null",
        "true",
        "1e999",
        "-0",
        "01",
        "//",
        "/*",
        "*/",
        "'",
        "\n",
        "\r",
        "\t",
        "\0",
        "é",
        "\uD83D\uDE00",
        "\uFEFF",
        "- ",
        "&a ",
        "*a",
        "<<: *a",
        "!!binary ",
        "!Ref ",
        "|\n",
        "? ",
        "--- ",
        "# ",
        "\"name\": \"\",",
        "\"command\": [\"\"],",
        "\"Family\": \"x\",",
        "<%= x %>",
        "%{ if x }"
    };

    record Template(String name, String text) {}

    private final Random random;
    private final List<Template> good = new ArrayList<>();

    BrokenTemplates(Random random, List<Path> folders) {
        this.random = random;
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                    good.add(new Template(file.getFileName().toString(), text));
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    Template next() {
        Template from = any();
        StringBuilder text = new StringBuilder(from.text());
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            change(text);
        }
        if (text.length() > LONGEST) {
            text.setLength(LONGEST);
        }
        return new Template(from.name(), text.toString());
    }

    private Template any() {
        return good.get(random.nextInt(good.size()));
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(40));
        switch (random.nextInt(8)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, text.substring(at, end));
            case 2 -> text.replace(at, end, token());
            case 3 -> {
                String other = any().text();
                int from = random.nextInt(other.length());
                text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(300)));
            }
            case 4 -> {
                // Now and then very often: what costs more than its size shows then.
                int times = random.nextInt(20) == 0 ? 5000 : 3;
                text.insert(at, (token() + (random.nextBoolean() ? "" : text.substring(at, end))).repeat(times));
            }
            default -> text.insert(at, token());
        }
    }

    private String token() {
        return TOKENS[random.nextInt(TOKENS.length)];
    }
}
