package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** What Jenkins refuses, such as credentials that a job may not use, as the engine reports it. */
public final class RefusedException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    public RefusedException(AbortException why) {
        super(why.getMessage(), why);
    }
}
