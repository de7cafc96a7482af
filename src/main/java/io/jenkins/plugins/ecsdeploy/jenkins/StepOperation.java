package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import java.io.IOException;
import java.util.Map;

/** What a Pipeline step and its freestyle build step do, with these settings. */
public interface StepOperation {

    /** Whether it reads files or images on the agent, and so needs a workspace. */
    boolean needsWorkspace();

    /**
     * Runs in the calling thread, on the controller.
     *
     * @return what the step returns to the script: a plain, serializable map
     * @throws EcsDeployException with a message for the build log
     */
    Map<String, Object> run(StepRun run) throws IOException, InterruptedException;

    /**
     * Runs it; a failure that the engine explains becomes the build's error line, without a stack trace.
     *
     * @throws AbortException with that message
     */
    default Map<String, Object> runOrAbort(StepRun run) throws IOException, InterruptedException {
        try {
            return run(run);
        } catch (AwsCallException failed) {
            throw new AbortException(failed.orInterruption().getMessage());
        } catch (EcsDeployException failed) {
            throw new AbortException(failed.getMessage());
        }
    }

    /** The result as environment variables, for later build steps of a freestyle build. */
    Map<String, String> environment(Map<String, Object> result);
}
