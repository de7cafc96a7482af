package io.jenkins.plugins.ecsdeploy.simulator.ecs.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One operation of the API: a request that has the model's types goes in, the answer comes out. */
public interface EcsOperation {
    ObjectNode call(ObjectNode request);
}
