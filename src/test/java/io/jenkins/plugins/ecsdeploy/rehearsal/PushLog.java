package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.registry.PushProgress;
import java.util.function.Consumer;

/** One line for each blob, when it is known what became of it. */
final class PushLog implements PushProgress {

    private static final int DIGEST_LETTERS = "sha256:".length() + 12;

    private final Consumer<String> lines;

    PushLog(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void blob(String blob, State state, long bytesSent, long totalBytes) {
        if (state == State.EXISTS) {
            lines.accept("  " + shortName(blob) + "  already in the registry");
        } else if (state == State.DONE) {
            lines.accept("  " + shortName(blob) + "  sent, " + bytesSent + " bytes");
        }
    }

    private static String shortName(String blob) {
        return blob.length() > DIGEST_LETTERS ? blob.substring(0, DIGEST_LETTERS) : blob;
    }
}
