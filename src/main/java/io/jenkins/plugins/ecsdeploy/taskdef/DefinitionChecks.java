package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What can be known to be wrong with a rendered definition before ECS is asked, beyond fields and their types. */
final class DefinitionChecks {

    private final Places places;
    private final Findings findings;

    DefinitionChecks(Places places, Findings findings) {
        this.places = places;
        this.findings = findings;
    }

    /**
     * @param rendered null stands where a fault is known already
     * @param isList whether the template is a list of container definitions
     */
    void check(ObjectNode rendered, boolean isList) {
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
