package io.jenkins.plugins.ecsdeploy.registration.cleanup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a clean-up of a family's revisions.
 *
 * @param deregistered {@code family:revision} of each that was deregistered, newest first
 * @param kept why old ones were kept, by {@code family:revision}
 * @param failure why it ended early; empty if it did not
 */
public record RevisionCleanupResult(
        String family,
        int keepRevisions,
        List<String> deregistered,
        Map<String, String> kept,
        Optional<String> failure) {

    public RevisionCleanupResult {
        deregistered = List.copyOf(deregistered);
        kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
    }

    /** For the build log. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        if (deregistered.isEmpty() && kept.isEmpty() && failure.isEmpty()) {
            lines.add("No revision of " + family + " is older than the newest " + keepRevisions);
        }
        if (!deregistered.isEmpty()) {
            lines.add("Deregistered " + String.join(", ", deregistered)
                    + ". Schedules, and services and tasks in other clusters, were not checked: any that use one of these"
                    + " must be changed to a newer one");
        }
        kept.forEach((revision, why) -> lines.add("Kept " + revision + ": " + why));
        failure.ifPresent(why -> lines.add("Could not clean up all old revisions of " + family
                + (deregistered.isEmpty() ? "; none was deregistered: " : ": ") + why));
        return lines;
    }
}
