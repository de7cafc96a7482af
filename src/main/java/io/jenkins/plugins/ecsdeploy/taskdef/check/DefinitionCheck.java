package io.jenkins.plugins.ecsdeploy.taskdef.check;

import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;

/** One thing that can be wrong with a rendered definition. */
interface DefinitionCheck {

    /** @param rendered holds null where a fault is reported already */
    void check(RenderedObject rendered);
}
