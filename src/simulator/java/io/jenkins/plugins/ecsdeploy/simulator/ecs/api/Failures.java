package io.jenkins.plugins.ecsdeploy.simulator.ecs.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Entries of the {@code failures} that Describe operations answer (developer guide, "API failure reasons"). */
public final class Failures {

    private Failures() {}

    public static ObjectNode missing(String arn) {
        return Json.object().put("arn", arn).put("reason", "MISSING");
    }
}
