package org.jenkinsci.plugins.workflow.support.actions;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.model.Action;
import java.io.IOException;

public interface EnvironmentAction extends Action {
    @NonNull
    EnvVars getEnvironment() throws IOException, InterruptedException;
}
