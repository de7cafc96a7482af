package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.render.RequiredFields;
import io.jenkins.plugins.ecsdeploy.taskdef.render.SourceMap;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;

/** What can be known to be wrong with a rendered definition before ECS is asked, beyond fields and their types. */
public final class DefinitionChecks {

    private final SourceMap places;
    private final Findings findings;

    public DefinitionChecks(SourceMap places, Findings findings) {
        this.places = places;
        this.findings = findings;
    }

    /**
     * @param rendered null stands where a fault is known already
     * @param isList whether the template is a list of container definitions
     */
    public void check(ObjectNode rendered, boolean isList) {
        new RequiredFields(places, findings).check(rendered, isList);
        new Names(places, findings).check(rendered);
        new FargateSizes(places, findings).check(rendered);
        new ContainerMemory(places, findings).check(rendered);
        new Ports(places, findings).check(rendered);
        new References(places, findings).check(rendered);
        new SecretReferences(places, findings).check(rendered);
        new SecretNames(places, findings).check(rendered);
    }
}
