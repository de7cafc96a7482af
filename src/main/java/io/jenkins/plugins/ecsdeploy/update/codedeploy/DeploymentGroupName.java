package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import io.jenkins.plugins.ecsdeploy.ecs.CodeDeployFinder;
import io.jenkins.plugins.ecsdeploy.ecs.CodeDeployGroup;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;

/** Which deployment group deploys a service. */
final class DeploymentGroupName {

    private DeploymentGroupName() {}

    /** What is named; else what deployed the service last; else the usual names. */
    static CodeDeployGroup of(CodeDeployFinder finder, ServiceRef ref, Strategy.CodeDeploy named, Service service) {
        if (named.application().isPresent() && named.deploymentGroup().isPresent()) {
            return new CodeDeployGroup(
                    named.application().get(), named.deploymentGroup().get());
        }
        CodeDeployGroup usual = CodeDeployGroup.byConvention(ref);
        CodeDeployGroup last = Optional.of(finder.group(ref, CodeDeployFinder.creators(service)))
                .filter(one -> named.application().isEmpty()
                        || named.application().get().equals(one.application()))
                .orElse(usual);
        return new CodeDeployGroup(
                named.application().orElse(last.application()),
                named.deploymentGroup().orElse(last.name()));
    }
}
