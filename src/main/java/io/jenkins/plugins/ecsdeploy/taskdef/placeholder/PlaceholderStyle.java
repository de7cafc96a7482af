package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** A way to write placeholders; {@code delimiters} chooses it by its name. */
public enum PlaceholderStyle {
    SHELL("${NAME}", ShellScanner::new, "default"),
    ANGLE("<NAME>", () -> new EnclosedScanner("<", ">"), "codepipeline"),
    PERCENT("%NAME%", () -> new EnclosedScanner("%", "%")),
    BRACES("{{NAME}}", BracesScanner::new, "mustache", "handlebars", "ecspresso"),
    UNDERSCORES("__NAME__", () -> new EnclosedScanner("__", "__"), "underscore"),
    AT("@NAME@", () -> new EnclosedScanner("@", "@")),
    DOLLAR("$NAME", DollarScanner::new, "envsubst"),
    HASH("#NAME#", () -> new EnclosedScanner("#", "#")),
    DOLLARS("$$$NAME$$$", () -> new EnclosedScanner("$$$", "$$$"));

    private final String example;
    private final Supplier<PlaceholderScanner> scanner;
    private final List<String> otherNames;

    PlaceholderStyle(String example, Supplier<PlaceholderScanner> scanner, String... otherNames) {
        this.example = example;
        this.scanner = scanner;
        this.otherNames = List.of(otherNames);
    }

    /** The name in settings and messages: {@code angle}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a placeholder called NAME is written in this style. */
    public String example() {
        return example;
    }

    PlaceholderScanner scanner() {
        return scanner.get();
    }

    /** The style of this name; also found by its example, {@code <NAME>}, and by the names that tools have for it. */
    static Optional<PlaceholderStyle> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (PlaceholderStyle style : values()) {
            if (style.id().equals(wanted) || style.example.equals(name) || style.otherNames.contains(wanted)) {
                return Optional.of(style);
            }
        }
        return Optional.empty();
    }
}
