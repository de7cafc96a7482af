package io.jenkins.plugins.ecsdeploy.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
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
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.IoUtils;

/**
 * The SDK clients of one connection, each created when it is first used. They share one HTTP client, given to each
 * explicitly, because inside Jenkins the SDK must not look for one on the class path (docs/decisions/0001). Close it when
 * the connection is no longer used.
 */
public final class AwsClients implements AutoCloseable {

    /** Tries of one call, the first included: throttling, 5xx and broken connections are retried. */
    private static final int MAX_ATTEMPTS = 5;

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);
    /** ECR Public has its API here, wherever images are pulled (API reference of Amazon ECR Public, endpoints). */
    private static final Region ECR_PUBLIC_REGION = Region.US_EAST_1;

    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(3);

    private final AwsConnection connection;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Deque<AutoCloseable> made = new ArrayDeque<>();
    private final Lazy<EcsClient> ecs =
            new Lazy<>(() -> configure(EcsClient.builder()).build());
    private final Lazy<EcrClient> ecr =
            new Lazy<>(() -> configure(EcrClient.builder()).build());
    private final Lazy<EcrPublicClient> ecrPublic = new Lazy<>(
            () -> configure(EcrPublicClient.builder()).region(ECR_PUBLIC_REGION).build());
    private final Lazy<CodeDeployClient> codeDeploy =
            new Lazy<>(() -> configure(CodeDeployClient.builder()).build());
    private final Lazy<ElasticLoadBalancingV2Client> elb =
            new Lazy<>(() -> configure(ElasticLoadBalancingV2Client.builder()).build());
    private final Lazy<CloudWatchLogsClient> logs =
            new Lazy<>(() -> configure(CloudWatchLogsClient.builder()).build());
    private final Lazy<StsClient> self =
            new Lazy<>(() -> configure(StsClient.builder()).build());

    public AwsClients(AwsConnection connection) {
        this.connection = connection;
        http = httpClient();
        credentials = connection.role().map(this::assumed).orElse(connection.credentials());
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

    private AwsCredentialsProvider assumed(AwsRole role) {
        StsClient caller =
                configure(StsClient.builder(), connection.credentials()).build();
        made.push(caller);
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(caller)
                .refreshRequest(request -> request.roleArn(role.arn())
                        .roleSessionName(role.sessionName())
                        .externalId(role.externalId().orElse(null)))
                .build();
    }

    public EcsClient ecs() {
        return ecs.get();
    }

    public EcrClient ecr() {
        return ecr.get();
    }

    public EcrPublicClient ecrPublic() {
        return ecrPublic.get();
    }

    public CodeDeployClient codeDeploy() {
        return codeDeploy.get();
    }

    public ElasticLoadBalancingV2Client elb() {
        return elb.get();
    }

    public CloudWatchLogsClient logs() {
        return logs.get();
    }

    /** For requests that the SDK does not send, signed with {@link #credentials}. */
    public SdkHttpClient http() {
        return http;
    }

    /** As they are now; they may be read from STS. */
    public AwsCredentials credentials() {
        return credentials.resolveCredentials();
    }

    /** Used for every service instead of the region's endpoints; empty for those. */
    public Optional<URI> endpoint() {
        return connection.endpoint();
    }

    /** @see CallerFingerprint */
    public String callerFingerprint() {
        return CallerFingerprint.of(connection);
    }

    /** The caller's ARN; {@code GetCallerIdentity} needs no permission. */
    public String callerArn() {
        return AwsCall.run(
                "sts:GetCallerIdentity",
                "these credentials",
                () -> self.get().getCallerIdentity().arn());
    }

    /** The same, if STS answers in time. */
    public String callerArn(Duration longest) {
        return AwsCall.run(
                "sts:GetCallerIdentity",
                "these credentials",
                () -> self.get()
                        .getCallerIdentity(
                                request -> request.overrideConfiguration(override -> override.apiCallTimeout(longest)))
                        .arn());
    }

    public String region() {
        return connection.region().id();
    }

    @Override
    public synchronized void close() {
        while (!made.isEmpty()) {
            IoUtils.closeQuietly(made.pop(), null);
        }
        http.close();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(B builder) {
        return configure(builder, credentials);
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

    /** Creates a client once, when it is needed: most connections need one or two of them. */
    private final class Lazy<C extends AutoCloseable> {

        private final Supplier<C> make;

        @CheckForNull
        private C client;

        Lazy(Supplier<C> make) {
            this.make = make;
        }

        C get() {
            synchronized (AwsClients.this) {
                C known = client;
                if (known == null) {
                    known = make.get();
                    made.push(known);
                    client = known;
                }
                return known;
            }
        }
    }
}
