package io.jenkins.plugins.ecsdeploy.jenkins.page;

import hudson.model.Action;
import hudson.model.Api;

/** What the pages of a build, a job and the controller have in common. Public, or else views can't call what is here. */
public abstract class DeploymentsPage implements Action {

    @Override
    public String getIconFileName() {
        return "symbol-deployment plugin-ecs-deploy";
    }

    @Override
    public final String getDisplayName() {
        return "Amazon ECS deployments";
    }

    @Override
    public final String getUrlName() {
        return "ecs-deployments";
    }

    /** Serves {@code api/json}. */
    public final Api getApi() {
        return new Api(this);
    }
}
