package io.jenkins.plugins.ecsdeploy.simulator.sts;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** The part behind {@code AIDA} and {@code AROA} of IAM's unique ids: 17 characters, always the same for a name. */
final class UniqueId {

    private UniqueId() {}

    static String of(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, 17)
                .toUpperCase(Locale.ROOT);
    }
}
