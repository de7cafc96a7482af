package io.jenkins.plugins.ecsdeploy.verify;

/** One of the things that a deployment stands on. */
interface SetupCheck {

    /**
     * Reads it, and reports what would make the deployment fail.
     *
     * @throws io.jenkins.plugins.ecsdeploy.aws.AwsCallException if there are no credentials, or the build is aborted; what
     *     may not be read is in the report
     */
    void run(VerifiedService verified, VerifyReport report) throws InterruptedException;
}
