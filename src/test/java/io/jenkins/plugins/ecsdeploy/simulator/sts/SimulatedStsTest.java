package io.jenkins.plugins.ecsdeploy.simulator.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.ecsdeploy.simulator.ecr.SimulatedEcr;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;

class SimulatedStsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ROLE = "arn:aws:iam::210987654321:role/ci/deployer";

    private final SimulatorClock.Manual clock = SimulatorClock.manual(NOW);
    private final SessionCredentials sessions = new SessionCredentials(clock);
    private final SimulatedSts simulated = new SimulatedSts(AwsAccount.EXAMPLE, clock, sessions);
    private SimulatorServer server;
    private StsClient sts;

    @BeforeEach
    void start() throws IOException {
        server = new SimulatorServer(0, new Faults());
        SimulatedEcr ecr = new SimulatedEcr(
                AwsAccount.EXAMPLE, server.authority(), new Repositories(clock), new AuthorizationTokens(clock), clock);
        server.add(simulated).add(ecr).refuseExpired(sessions::isExpired).start();
        sts = sts(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "x")));
    }

    @AfterEach
    void stop() {
        sts.close();
        server.close();
    }

    private StsClient sts(AwsCredentialsProvider credentials) {
        return StsClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(server.endpoint())
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static AwsCredentialsProvider provider(Credentials session) {
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }

    private AssumeRoleResponse assume() {
        return sts.assumeRole(request -> request.roleArn(ROLE).roleSessionName("build-7"));
    }

    @Test
    void aLongLivedKeyIsAnIamUser() {
        GetCallerIdentityResponse identity = sts.getCallerIdentity();

        assertThat(identity.account()).isEqualTo("123456789012");
        assertThat(identity.arn()).isEqualTo("arn:aws:iam::123456789012:user/jenkins");
        assertThat(identity.userId()).matches("AIDA[0-9A-Z]{17}");
    }

    @Test
    void anAssumedRoleIsItsSession() {
        try (StsClient assumed = sts(provider(assume().credentials()))) {
            GetCallerIdentityResponse identity = assumed.getCallerIdentity();

            assertThat(identity.account()).isEqualTo("210987654321");
            assertThat(identity.arn()).isEqualTo("arn:aws:sts::210987654321:assumed-role/deployer/build-7");
            assertThat(identity.userId()).matches("AROA[0-9A-Z]{17}:build-7");
        }
    }

    @Test
    void aSessionLastsAnHourByDefault() {
        assertThat(assume().credentials().accessKeyId()).startsWith("ASIA").hasSize(20);
        assertThat(assume().credentials().expiration()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(sts.assumeRole(request ->
                                request.roleArn(ROLE).roleSessionName("build-7").durationSeconds(900))
                        .credentials()
                        .expiration())
                .isEqualTo(NOW.plusSeconds(900));
    }

    @Test
    void allViolationsAreReportedAtOnce() {
        assertThatExceptionOfType(AwsServiceException.class)
                .isThrownBy(
                        () -> sts.assumeRole(request -> request.roleArn(ROLE).durationSeconds(899)))
                .withMessageContaining("2 validation errors detected: Value null at 'roleSessionName' failed to satisfy"
                        + " constraint: Member must not be null; Value '899' at 'durationSeconds' failed to"
                        + " satisfy constraint: Member must have value greater than or equal to 900");
    }

    @Test
    void whatIsNoRoleIsRefused() {
        assertThatExceptionOfType(AwsServiceException.class)
                .isThrownBy(() -> sts.assumeRole(request ->
                        request.roleArn("arn:aws:iam::210987654321:user/anna").roleSessionName("build-7")))
                .withMessageContaining("Request ARN is invalid");
    }

    @Test
    void aRoleCanRequireAnExternalId() {
        simulated.trust(ROLE, RoleTrust.requiringExternalId("webshop-ci"));

        assertThatExceptionOfType(AwsServiceException.class)
                .isThrownBy(this::assume)
                .withMessageContaining("User: arn:aws:iam::123456789012:user/jenkins is not authorized to perform:"
                        + " sts:AssumeRole on resource: " + ROLE)
                .satisfies(denied -> assertThat(denied.statusCode()).isEqualTo(403));
        assertThat(sts.assumeRole(request ->
                                request.roleArn(ROLE).roleSessionName("build-7").externalId("webshop-ci"))
                        .credentials())
                .isNotNull();
    }

    @Test
    void aRoleCanLimitItsSessions() {
        simulated.trust(ROLE, new RoleTrust("", Duration.ofHours(1)));

        assertThatExceptionOfType(AwsServiceException.class)
                .isThrownBy(() -> sts.assumeRole(request ->
                        request.roleArn(ROLE).roleSessionName("build-7").durationSeconds(7200)))
                .withMessageContaining(
                        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    @Test
    void aRoleAssumedFromARoleLastsAnHourAtMost() {
        try (StsClient assumed = sts(provider(assume().credentials()))) {
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(() -> assumed.assumeRole(request ->
                            request.roleArn(ROLE).roleSessionName("build-7").durationSeconds(7200)))
                    .withMessageContaining("role chaining");
        }
    }

    @Test
    void anEndedSessionIsRefusedByEveryService() {
        AwsCredentialsProvider session = provider(assume().credentials());
        clock.advance(Duration.ofHours(1));

        try (StsClient late = sts(session);
                EcrClient ecr = EcrClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(server.endpoint())
                        .credentialsProvider(session)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(late::getCallerIdentity)
                    .satisfies(refused ->
                            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"));
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(ecr::describeRepositories)
                    .satisfies(refused ->
                            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException"));
        }
    }

    @Test
    void aWebIdentityNeedsNoSignature() {
        String token = token("{\"iss\": \"https://ci.example\", \"sub\": \"job/webshop\", \"aud\": \"aws\"}");

        AssumeRoleWithWebIdentityResponse response = assumeWith(token);

        assertThat(response.subjectFromWebIdentityToken()).isEqualTo("job/webshop");
        assertThat(response.audience()).isEqualTo("aws");
        assertThat(response.provider()).isEqualTo("https://ci.example");
        assertThat(sessions.find(response.credentials().accessKeyId())
                        .orElseThrow()
                        .sessionName())
                .isEqualTo("build-7");
    }

    @Test
    void whatIsNoTokenIsRefused() {
        assertThatExceptionOfType(InvalidIdentityTokenException.class).isThrownBy(() -> assumeWith(""));
        assertThatExceptionOfType(InvalidIdentityTokenException.class)
                .isThrownBy(() -> assumeWith("opaque"))
                .withMessageContaining("The ID Token provided is not a valid JWT");
    }

    @Test
    void anEndedTokenIsRefused() {
        String token = token("{\"exp\": " + NOW.getEpochSecond() + "}");

        assertThatExceptionOfType(ExpiredTokenException.class).isThrownBy(() -> assumeWith(token));
    }

    private AssumeRoleWithWebIdentityResponse assumeWith(String token) {
        try (StsClient anonymous = sts(AnonymousCredentialsProvider.create())) {
            return anonymous.assumeRoleWithWebIdentity(
                    request -> request.roleArn(ROLE).roleSessionName("build-7").webIdentityToken(token));
        }
    }

    private static String token(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2lnbmF0dXJl";
    }
}
