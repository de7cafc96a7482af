package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One thing that can be wrong with a rendered definition. */
interface DefinitionCheck {

    /** @param rendered holds null where a fault is reported already */
    void check(ObjectNode rendered);
}
