package io.jenkins.plugins.ecsdeploy.aws;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;

/** For calls that must not be carried out twice: the SDK's own tries are off, so that we can look before another one. */
public final class SentOnce {

    private SentOnce() {}

    public static void configure(AwsRequestOverrideConfiguration.Builder override) {
        override.addPlugin(client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .build()));
    }
}
