package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.build.NamedService;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code rollbackService}: takes a service back to what it ran before. */
public final class RollbackServiceStep extends OperationStep {

    private static final long serialVersionUID = 1L;

    private String cluster;
    private String service;
    private String taskDefinition;

    @DataBoundConstructor
    public RollbackServiceStep() {}

    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    /** Empty: the one that this build updated. */
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    /** {@code family:revision} or ARN; empty: what ran before this build. */
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    @Override
    public StepOperation operation(Variables variables) throws AbortException {
        return new RollbackServiceOperation(
                new NamedService(awsSettings().expand(variables), variables.orNull(cluster), variables.orNull(service)),
                variables.optional(taskDefinition));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        @Override
        public String getFunctionName() {
            return StepNames.ROLLBACK_SERVICE;
        }

        @Override
        public String getDisplayName() {
            return "Take an Amazon ECS service back to what it ran before";
        }
    }
}
