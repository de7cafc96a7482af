package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** A step of one short operation, run off the pipeline's own thread. */
public abstract class OperationStep extends EcsStep {

    private static final long serialVersionUID = 1L;

    /**
     * The operation with these settings.
     *
     * @param variables puts variables into texts; does nothing in a Pipeline, where the script has done that
     * @throws AbortException naming a setting that is missing or wrong
     * @throws EcsDeployException the same, from the engine
     */
    public abstract StepOperation operation(Variables variables) throws AbortException;

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        try {
            return new Execution(context, operation(Variables.NONE));
        } catch (EcsDeployException wrong) {
            throw new AbortException(wrong.getMessage());
        }
    }

    private static final class Execution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {

        private static final long serialVersionUID = 1L;

        /** Not kept over a restart: the operation is short, and a step that was cut off fails. */
        private final transient StepOperation operation;

        Execution(StepContext context, StepOperation operation) {
            super(context);
            this.operation = operation;
        }

        @Override
        protected Map<String, Object> run() throws Exception {
            try {
                return operation.run(StepRun.of(getContext()));
            } catch (AwsCallException failed) {
                throw new AbortException(failed.orInterruption().getMessage());
            } catch (EcsDeployException failed) {
                throw new AbortException(failed.getMessage());
            }
        }
    }
}
