package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** The AWS Credentials plugin could not give the credentials out. */
final class AwsCredentialsUnreadableException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    AwsCredentialsUnreadableException(String why, Throwable cause) {
        super("The AWS credentials could not be read from the AWS Credentials plugin: " + why, cause);
    }
}
