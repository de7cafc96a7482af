package io.jenkins.plugins.ecsdeploy.taskdef.check;

import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import java.util.List;

/** All that can be known to be wrong with a rendered definition before ECS is asked, beyond fields and their types. */
public final class DefinitionChecks {

    private final List<DefinitionCheck> checks;

    /** @param isList whether the template is a list of container definitions, which has no place for a family */
    public DefinitionChecks(Findings findings, boolean isList) {
        checks = List.of(
                new RequiredFieldCheck(findings, isList),
                new NameCheck(findings),
                new ImageCheck(findings),
                new RoleCheck(findings),
                new FargateCheck(findings),
                new FargateParameterCheck(findings),
                new ContainerSizeCheck(findings),
                new NetworkModeCheck(findings),
                new PortCheck(findings),
                new ReferenceCheck(findings),
                new DependencyCheck(findings),
                new VolumeCheck(findings),
                new LogDriverCheck(findings),
                new SecretReferenceCheck(findings),
                new SecretNameCheck(findings));
    }

    /** @param rendered holds null where a fault is reported already */
    public void check(RenderedObject rendered) {
        checks.forEach(each -> each.check(rendered));
    }
}
