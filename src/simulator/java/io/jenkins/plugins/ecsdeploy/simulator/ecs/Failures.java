package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Entries of the {@code failures} that Describe operations answer (developer guide, "API failure reasons"). */
final class Failures {

    private Failures() {}

    static ObjectNode missing(String arn) {
        return Json.object().put("arn", arn).put("reason", "MISSING");
    }
}
