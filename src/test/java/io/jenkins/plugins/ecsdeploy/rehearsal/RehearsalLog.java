package io.jenkins.plugins.ecsdeploy.rehearsal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the rehearsal prints where nothing can be overwritten, line by line. */
public final class RehearsalLog {

    private RehearsalLog() {}

    public static List<String> of(String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Rehearsal.run(arguments, new PrintStream(output, true, StandardCharsets.UTF_8), new Terminal(false, false));
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
