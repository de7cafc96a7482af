package io.jenkins.plugins.ecsdeploy.jenkins.record;

import java.util.List;
import java.util.Map;

/**
 * A revision that a build has registered.
 *
 * @param images by container
 * @param changes what differs from the revision before, one line each, secrets hidden
 */
record RegisteredRevision(Map<String, String> images, List<String> changes) {

    static final RegisteredRevision UNKNOWN = new RegisteredRevision(Map.of(), List.of());

    RegisteredRevision {
        images = Map.copyOf(images);
        changes = List.copyOf(changes);
    }
}
