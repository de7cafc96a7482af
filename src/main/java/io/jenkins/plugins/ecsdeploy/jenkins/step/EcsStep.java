package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A step of this plugin: settings that become an operation. All steps take which AWS to call, and as whom; what a step
 * leaves out is found elsewhere.
 */
public abstract class EcsStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private AwsSettings aws = AwsSettings.none();

    /** Name of a deployment target of the global configuration. */
    @CheckForNull
    public String getTarget() {
        return aws.target();
    }

    @DataBoundSetter
    public void setTarget(@CheckForNull String target) {
        aws = aws.withTarget(target);
    }

    @CheckForNull
    public String getRegion() {
        return aws.region();
    }

    @DataBoundSetter
    public void setRegion(@CheckForNull String region) {
        aws = aws.in(region);
    }

    @CheckForNull
    public String getCredentialsId() {
        return aws.credentialsId();
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        aws = aws.withCredentials(credentialsId);
    }

    @CheckForNull
    public String getRoleArn() {
        return aws.roleArn();
    }

    @DataBoundSetter
    public void setRoleArn(@CheckForNull String roleArn) {
        aws = aws.withRole(roleArn);
    }

    @CheckForNull
    public String getExternalId() {
        return aws.externalId();
    }

    @DataBoundSetter
    public void setExternalId(@CheckForNull String externalId) {
        aws = aws.withExternalId(externalId);
    }

    protected final AwsSettings aws(Variables variables) {
        return aws.expand(variables);
    }

    /**
     * What the step does with these settings.
     *
     * @throws AbortException naming a setting that is missing or wrong
     * @throws EcsDeployException the same, from the engine
     */
    protected abstract StepOperation operation(Variables variables) throws AbortException;

    /** The same; what the engine refuses becomes the build's error line, too. */
    public final StepOperation operationOrAbort(Variables variables) throws AbortException {
        try {
            return operation(variables);
        } catch (EcsDeployException wrong) {
            throw new AbortException(wrong.getMessage());
        }
    }

    /** Runs the operation outside of the Pipeline's own thread. */
    @Override
    public StepExecution start(StepContext context) throws AbortException {
        return new Execution(context, operationOrAbort(Variables.NONE));
    }

    private static final class Execution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {

        private static final long serialVersionUID = 1L;

        /** Not saved: the operation is short, and fails if a restart of the controller cuts it off. */
        private final transient StepOperation operation;

        Execution(StepContext context, StepOperation operation) {
            super(context);
            this.operation = operation;
        }

        @Override
        protected Map<String, Object> run() throws IOException, InterruptedException {
            return operation.runOrAbort(StepRun.of(getContext()));
        }
    }
}
