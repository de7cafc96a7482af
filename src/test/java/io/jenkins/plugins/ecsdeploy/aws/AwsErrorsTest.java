package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** Faults over a real connection: what the SDK makes of them, and what we say. */
class AwsErrorsTest {

    private static final AwsCredentialsProvider KEY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret"));

    private final Faults faults = new Faults();
    private SimulatorServer server;

    @BeforeEach
    void start() throws IOException {
        server = new SimulatorServer(0, faults).add(new NoClusters()).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMissingPermissionNamesTheActionAndWhoNeedsIt() {
        faults.deny("ecs:ListClusters");
        AwsCallException failure = listClusters();
        assertThat(failure.kind()).isEqualTo(AwsCallException.Kind.ACCESS_DENIED);
        assertThat(failure)
                .hasMessageContaining("Missing IAM action: ecs:ListClusters")
                .hasMessageContaining("Allow it to arn:aws:sts::123456789012:assumed-role/jenkins/build")
                .hasMessageContaining("[request id 00000000-0000-4000-8000-000000000001]");
    }

    @Test
    void anotherActionThanTheCallsOwnIsNamedWhereIamNamesIt() {
        faults.always(
                "ecs:ListClusters",
                new Faults.Answer(AwsError.client(
                        "AccessDeniedException",
                        "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: iam:PassRole on resource:"
                                + " arn:aws:iam::123456789012:role/web because no identity-based policy allows it")));
        assertThat(listClusters())
                .hasMessageContaining("Missing IAM action: iam:PassRole on arn:aws:iam::123456789012:role/web");
    }

    @Test
    void expiredCredentialsAreToldApartFromWrongOnes() {
        faults.next(1, "ecs:ListClusters", Faults.expiredToken());
        assertThat(listClusters().kind()).isEqualTo(AwsCallException.Kind.EXPIRED_CREDENTIALS);
        faults.next(
                1,
                "ecs:ListClusters",
                new Faults.Answer(AwsError.client(
                        "UnrecognizedClientException", "The security token included in the request is invalid.")));
        assertThat(listClusters().kind()).isEqualTo(AwsCallException.Kind.BAD_CREDENTIALS);
    }

    @Test
    void aThrottledCallIsTriedAgain() {
        faults.next(3, "ecs:ListClusters", Faults.throttled());
        try (AwsClients clients = clients(server.endpoint(), KEY)) {
            clients.ecs().listClusters();
        }
        assertThat(server.operations()).hasSize(4).containsOnly("ecs:ListClusters");
    }

    @Test
    void throttlingThatDoesNotEndIsRetryableAndSaysTheTries() {
        faults.always("ecs:ListClusters", Faults.throttled());
        AwsCallException failure = listClusters();
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure).hasMessageContaining("throttled").hasMessageContaining("(5 tries)");
    }

    @Test
    void aServerErrorIsRetryable() {
        faults.always("ecs:ListClusters", Faults.serverError());
        AwsCallException failure = listClusters();
        assertThat(failure.kind()).isEqualTo(AwsCallException.Kind.SERVICE_ERROR);
        assertThat(failure).hasMessageContaining("HTTP 500");
    }

    @Test
    void aDroppedConnectionIsTriedAgain() {
        faults.next(1, "ecs:ListClusters", Faults.drop());
        try (AwsClients clients = clients(server.endpoint(), KEY)) {
            assertThat(clients.ecs().listClusters().clusterArns()).isEmpty();
        }
    }

    @Test
    void aRefusedConnectionSaysSoAndIsRetryable() {
        URI nobody = server.endpoint();
        server.close();
        AwsCallException failure = listClusters(nobody, KEY);
        assertThat(failure.kind()).isEqualTo(AwsCallException.Kind.UNREACHABLE);
        assertThat(failure).hasMessageContaining("Connection refused");
    }

    @Test
    void anUnknownHostAsksForTheRegionsName() {
        AwsCallException failure = AwsErrors.explain(
                "ecs:ListClusters",
                "the account",
                SdkClientException.create(
                        "Received an UnknownHostException", new UnknownHostException("ecs.us-esat-1.amazonaws.com")));
        assertThat(failure)
                .hasMessageContaining("no such host: ecs.us-esat-1.amazonaws.com")
                .hasMessageContaining("region");
    }

    @Test
    void missingCredentialsNameTheVariablesToSet() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        AwsCallException failure = listClusters(server.endpoint(), none);
        assertThat(failure.kind()).isEqualTo(AwsCallException.Kind.BAD_CREDENTIALS);
        assertThat(failure).hasMessageContaining("AWS_ACCESS_KEY_ID");
    }

    @Test
    void anUnsignedRequestIsToldAsACredentialsProblem() {
        AwsCallException failure = listClusters(server.endpoint(), AnonymousCredentialsProvider.create());
        assertThat(failure.kind()).isEqualTo(AwsCallException.Kind.BAD_CREDENTIALS);
    }

    private AwsCallException listClusters() {
        return listClusters(server.endpoint(), KEY);
    }

    private static AwsCallException listClusters(URI endpoint, AwsCredentialsProvider credentials) {
        try (AwsClients clients = clients(endpoint, credentials)) {
            return catchThrowableOfType(
                    AwsCallException.class,
                    () -> AwsCall.run(
                            "ecs:ListClusters",
                            "the account",
                            () -> clients.ecs().listClusters()));
        }
    }

    private static AwsClients clients(URI endpoint, AwsCredentialsProvider credentials) {
        return new AwsClients(AwsConnection.to(Region.US_EAST_1, credentials)
                .at(endpoint)
                .withRetryBackoff(BackoffStrategy.retryImmediately()));
    }

    /** An ECS that knows one operation. */
    private static final class NoClusters implements JsonService {

        @Override
        public String targetPrefix() {
            return "AmazonEC2ContainerServiceV20141113";
        }

        @Override
        public String iamPrefix() {
            return "ecs";
        }

        @Override
        public ObjectNode call(String operation, ObjectNode input, Caller caller) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.putArray("clusterArns");
            return answer;
        }
    }
}
