package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One operation of the API: a request that has the model's types goes in, the answer comes out. */
interface Operation {
    ObjectNode call(ObjectNode request);
}
