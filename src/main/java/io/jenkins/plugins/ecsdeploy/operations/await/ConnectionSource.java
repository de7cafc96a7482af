package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;

/** Finds the AWS connection to a service: again after a restart, because credentials are never saved. */
@FunctionalInterface
public interface ConnectionSource {

    /** @throws io.jenkins.plugins.ecsdeploy.EcsDeployException if there are no credentials, or no longer */
    AwsConnection find();
}
