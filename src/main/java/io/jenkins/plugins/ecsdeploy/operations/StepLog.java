package io.jenkins.plugins.ecsdeploy.operations;

/** The log of a build, as an operation writes it. */
@FunctionalInterface
public interface StepLog {

    /**
     * @param step the step's name as in a Jenkinsfile, such as {@code ecrPush}
     * @param line one line of text
     */
    void line(String step, String line);
}
