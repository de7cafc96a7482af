package io.jenkins.plugins.ecsdeploy.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The SDK clients of one connection. They share one HTTP client, given to each explicitly, because inside Jenkins the
 * SDK may not look for one on the class path (docs/decisions). Close it when the connection is no longer used.
 */
public final class AwsClients implements AutoCloseable {

    /** Tries of one call, the first included: throttling, 5xx and broken connections are tried again. */
    private static final int MAX_ATTEMPTS = 5;

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(3);

    private final AwsConnection connection;
    private final SdkHttpClient http;
    private final StsClient sts;
    private final AwsCredentialsProvider credentials;
    private final EcsClient ecs;
    private final EcrClient ecr;
    private EcrPublicClient ecrPublic;

    public AwsClients(AwsConnection connection) {
        this.connection = connection;
        http = httpClient();
        StsClient caller =
                configure(StsClient.builder(), connection.credentials()).build();
        credentials = connection.role().map(role -> assumed(role, caller)).orElse(connection.credentials());
        sts = caller;
        ecs = configure(EcsClient.builder(), credentials).build();
        ecr = configure(EcrClient.builder(), credentials).build();
    }

    private SdkHttpClient httpClient() {
        UrlConnectionHttpClient.Builder builder = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(10))
                .socketTimeout(ATTEMPT_TIMEOUT);
        connection
                .proxy()
                .ifPresent(proxy -> builder.proxyConfiguration(ProxyConfiguration.builder()
                        .endpoint(proxy.endpoint())
                        .username(proxy.username().orElse(null))
                        .password(proxy.password().orElse(null))
                        .nonProxyHosts(proxy.noProxyHosts())
                        .build()));
        return builder.build();
    }

    private static AwsCredentialsProvider assumed(AwsRole role, StsClient caller) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(caller)
                .refreshRequest(request -> request.roleArn(role.arn())
                        .roleSessionName(role.sessionName())
                        .externalId(role.externalId().orElse(null)))
                .build();
    }

    public EcsClient ecs() {
        return ecs;
    }

    public EcrClient ecr() {
        return ecr;
    }

    /** Made when it is first asked for: few builds push to ECR Public, whose API lives in us-east-1 alone. */
    public synchronized EcrPublicClient ecrPublic() {
        if (ecrPublic == null) {
            ecrPublic = configure(EcrPublicClient.builder(), credentials)
                    .region(Region.US_EAST_1)
                    .build();
        }
        return ecrPublic;
    }

    /** Where every service is called instead of at the region's endpoints; empty for those. */
    public Optional<URI> endpoint() {
        return connection.endpoint();
    }

    /** @see CallerFingerprint */
    public String callerFingerprint() {
        return CallerFingerprint.of(connection);
    }

    /** Who the calls are made as; {@code GetCallerIdentity} needs no permission. */
    public String callerArn() {
        return AwsCall.run("sts:GetCallerIdentity", "these credentials", () -> {
            try (StsClient self = configure(StsClient.builder(), credentials).build()) {
                return self.getCallerIdentity().arn();
            }
        });
    }

    public String region() {
        return connection.region().id();
    }

    @Override
    public void close() {
        ecs.close();
        ecr.close();
        closePublic();
        sts.close();
        http.close();
    }

    private synchronized void closePublic() {
        if (ecrPublic != null) {
            ecrPublic.close();
        }
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
            B builder, AwsCredentialsProvider as) {
        builder.region(connection.region())
                .credentialsProvider(as)
                .overrideConfiguration(overrides())
                .httpClient(http);
        connection.endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }

    private ClientOverrideConfiguration overrides() {
        StandardRetryStrategy.Builder retries =
                AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(MAX_ATTEMPTS);
        connection
                .retryBackoff()
                .ifPresent(backoff -> retries.backoffStrategy(backoff).throttlingBackoffStrategy(backoff));
        return ClientOverrideConfiguration.builder()
                .retryStrategy(retries.build())
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(CALL_TIMEOUT)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "jenkins-ecs-deploy")
                .build();
    }
}
