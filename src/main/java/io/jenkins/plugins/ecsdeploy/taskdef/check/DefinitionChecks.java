package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.SourceMap;
import java.util.List;

/** All that can be known to be wrong with a rendered definition before ECS is asked, beyond fields and their types. */
public final class DefinitionChecks {

    private final List<DefinitionCheck> checks;

    /** @param isList whether the template is a list of container definitions, which has no place for a family */
    public DefinitionChecks(SourceMap sourceMap, Findings findings, boolean isList) {
        FieldFindings fields = new FieldFindings(sourceMap, findings);
        checks = List.of(
                new RequiredFieldCheck(fields, isList),
                new NameCheck(fields),
                new ImageCheck(fields),
                new FargateCheck(fields),
                new ContainerMemoryCheck(fields),
                new PortCheck(fields),
                new ReferenceCheck(fields),
                new SecretReferenceCheck(fields),
                new SecretNameCheck(fields));
    }

    /** @param rendered holds null where a fault is reported already */
    public void check(ObjectNode rendered) {
        checks.forEach(each -> each.check(rendered));
    }
}
