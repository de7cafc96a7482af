package io.jenkins.plugins.ecsdeploy.operations;

/** Takes what an operation tells the person who reads the build. */
@FunctionalInterface
public interface StepLog {

    /**
     * @param step the step's name as in a Jenkinsfile, such as {@code ecrPush}
     * @param line one line of text
     */
    void line(String step, String line);
}
