package io.jenkins.plugins.ecsdeploy.registration.cleanup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a clean-up of a family's revisions came to.
 *
 * @param deregistered {@code family:revision} of each that is inactive now, newest first
 * @param kept by {@code family:revision}, of the old ones, why it was kept
 * @param failure why it ended early, or nothing
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
                    + ". Schedules, and services and tasks in other clusters, can't be seen: what there uses one of these"
                    + " has to name a newer one");
        }
        kept.forEach((revision, why) -> lines.add("Kept " + revision + ": " + why));
        failure.ifPresent(why -> lines.add("The clean-up of old revisions of " + family + " ended early"
                + (deregistered.isEmpty() ? ", nothing was deregistered: " : ": ") + why));
        return lines;
    }
}
