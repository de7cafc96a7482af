package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import hudson.AbortException;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.registry.EngineRoute;

/** The words of {@code compression} and {@code via}, and how the form shows them. */
public final class PushChoices {

    public static final String DEFAULT_COMPRESSION = Compression.GZIP.word();
    public static final String DEFAULT_VIA = EngineRoute.AUTO.word();

    private PushChoices() {}

    public static Compression compression(String word) throws AbortException {
        return Compression.of(word).orElseThrow(() -> wrong("compression", "'gzip' or 'zstd'", word));
    }

    public static EngineRoute via(String word) throws AbortException {
        return EngineRoute.of(word).orElseThrow(() -> wrong("via", "'auto', 'engine' or 'export'", word));
    }

    private static AbortException wrong(String parameter, String words, String given) {
        return new AbortException(
                StepNames.ECR_PUSH + ": " + parameter + " must be " + words + ", not '" + given + "'.");
    }

    public static ListBoxModel compressions() {
        ListBoxModel choices = new ListBoxModel();
        choices.add("gzip (runs everywhere)", DEFAULT_COMPRESSION);
        choices.add("zstd (faster; for Fargate 1.4, containerd, Docker 23 or newer)", Compression.ZSTD.word());
        return choices;
    }

    public static ListBoxModel routes() {
        ListBoxModel choices = new ListBoxModel();
        choices.add("Automatic", DEFAULT_VIA);
        choices.add("The engine pushes", EngineRoute.ENGINE.word());
        choices.add("The engine exports, the agent pushes", EngineRoute.EXPORT.word());
        return choices;
    }
}
