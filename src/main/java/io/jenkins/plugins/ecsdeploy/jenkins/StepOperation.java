package io.jenkins.plugins.ecsdeploy.jenkins;

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
     * @throws io.jenkins.plugins.ecsdeploy.EcsDeployException with a message for the build log
     */
    Map<String, Object> run(StepRun run) throws IOException, InterruptedException;

    /** The result as environment variables, for later build steps of a freestyle build. */
    Map<String, String> environment(Map<String, Object> result);
}
