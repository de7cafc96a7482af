package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.ecsdeploy.service.Strategy;
import java.io.Serializable;

/** How the service deploys, as a step names it: {@code strategy: blueGreen(bakeMinutes: 5)}. */
public abstract class DeploymentStrategy extends AbstractDescribableImpl<DeploymentStrategy> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** @throws io.jenkins.plugins.ecsdeploy.EcsDeployException where a setting is out of its bounds */
    abstract Strategy strategy();
}
