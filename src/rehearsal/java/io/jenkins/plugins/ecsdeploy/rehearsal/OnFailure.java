package io.jenkins.plugins.ecsdeploy.rehearsal;

import java.util.Locale;

/** What {@code awaitSteady} does about a deployment that failed and stayed. */
enum OnFailure {
    FAIL,
    ROLLBACK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
