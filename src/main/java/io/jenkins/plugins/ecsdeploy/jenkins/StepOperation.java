package io.jenkins.plugins.ecsdeploy.jenkins;

import java.io.IOException;
import java.util.Map;

/** What a step or a builder does, once its settings are settled. The same for both. */
public interface StepOperation {

    /** Whether it reads files or images of the agent, and so needs a workspace. */
    boolean needsWorkspace();

    /**
     * Runs in the calling thread, on the controller.
     *
     * @return what the step returns to the script: a plain, serializable map
     * @throws io.jenkins.plugins.ecsdeploy.EcsDeployException with a message for the build log
     */
    Map<String, Object> run(StepRun run) throws IOException, InterruptedException;

    /** What a freestyle build hands on to its later steps, by the names of environment variables. */
    Map<String, String> environment(Map<String, Object> result);
}
