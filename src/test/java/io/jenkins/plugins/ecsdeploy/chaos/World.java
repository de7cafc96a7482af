package io.jenkins.plugins.ecsdeploy.chaos;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.chaos.fault.FaultKind;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * The simulated AWS of one run, past the fault proxy: what is true there, and what other people do. Its time passes only
 * while the plugin pauses or an answer is late.
 */
final class World implements AutoCloseable {

    static final Duration NO_TIME = Duration.ZERO;
    static final Duration LATE = Duration.ofSeconds(20);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    static final Duration TIME_OUT = Duration.ofSeconds(30);

    /** What somebody sets. */
    static final int OTHER_MAXIMUM_PERCENT = 180;

    private static final int OTHER_COUNT = 5;

    private static final String DESCRIBE = "{\"cluster\":\"%s\",\"services\":[\"%s\"],\"include\":[\"TAGS\"]}"
            .formatted(WebshopSeed.CLUSTER, WebshopSeed.SERVICE);
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260101/us-east-1/ecs/aws4_request, SignedHeaders=host, Signature=0";

    private final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T12:00:00Z"));
    private final Simulator simulator;
    private final AwsClients direct;
    private final String otherTaskDefinition;
    private Optional<FaultKind> othersDid = Optional.empty();
    private Optional<String> otherDeployment = Optional.empty();
    private int othersActedAt = Integer.MAX_VALUE;
    private Instant othersActedWhen = Instant.MAX;

    World(Story story) {
        try {
            simulator = Simulator.start(0, clock);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        simulator
                .seed()
                .strategy(story.runs())
                .bakeMinutes(1)
                .readyWaitMinutes(story.isGated() ? 10 : 0)
                .circuitBreaker(true, story.ecsRollsBack());
        simulator.seedWebshop();
        if (story.rollbackFails()) {
            simulator.scenarios().rollbackFails(WebshopSeed.CLUSTER, WebshopSeed.SERVICE);
        }
        simulator.scenarios().forTaskDefinition("webshop:2", story.tasks());
        direct = new AwsClients(connection(simulator.endpoint()));
        otherTaskDefinition = registerOther();
    }

    /** Like the webshop's own, of another family. */
    private String registerOther() {
        TaskDefinition webshop = ecs().describeTaskDefinition(request -> request.taskDefinition("webshop:1"))
                .taskDefinition();
        return ecs().registerTaskDefinition(request -> request.family("other")
                        .networkMode(webshop.networkMode())
                        .requiresCompatibilities(webshop.requiresCompatibilities())
                        .cpu(webshop.cpu())
                        .memory(webshop.memory())
                        .executionRoleArn(webshop.executionRoleArn())
                        .containerDefinitions(webshop.containerDefinitions()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    /** As the plugin calls AWS. */
    static AwsConnection connection(URI endpoint) {
        return AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret")))
                .at(endpoint)
                .withRetryBackoff(BackoffStrategy.retryImmediately());
    }

    SimulatorClock.Manual clock() {
        return clock;
    }

    URI endpoint() {
        return simulator.endpoint();
    }

    String registry() {
        return simulator.authority();
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    private EcsClient ecs() {
        return direct.ecs();
    }

    private CodeDeployClient codeDeploy() {
        return direct.codeDeploy();
    }

    // What is so

    Service service() {
        return ecs().describeServices(request -> request.cluster(WebshopSeed.CLUSTER)
                        .services(WebshopSeed.SERVICE)
                        .include(ServiceField.TAGS))
                .services()
                .get(0);
    }

    /** Of the deployment that is PRIMARY; empty if none is. */
    String primaryId() {
        return service().deployments().stream()
                .filter(one -> "PRIMARY".equals(one.status()))
                .findFirst()
                .map(one -> one.id())
                .orElse("");
    }

    /** The answer of DescribeServices, as it is on the wire. */
    byte[] describedRaw() {
        try {
            HttpURLConnection call = (HttpURLConnection) endpoint().toURL().openConnection();
            call.setRequestMethod("POST");
            call.setDoOutput(true);
            call.setRequestProperty("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.DescribeServices");
            call.setRequestProperty("Authorization", SIGNED);
            call.setRequestProperty("Content-Type", "application/x-amz-json-1.1");
            call.getOutputStream().write(DESCRIBE.getBytes(StandardCharsets.UTF_8));
            try (InputStream in = call.getInputStream()) {
                return in.readAllBytes();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @param id such as {@code ecs-svc/123} */
    Optional<ServiceDeployment> deployment(String id) {
        String revision = id.substring(id.lastIndexOf('/'));
        return ecs()
                .listServiceDeployments(request -> request.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .maxResults(100))
                .serviceDeployments()
                .stream()
                .filter(brief -> brief.targetServiceRevisionArn().endsWith(revision))
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .findFirst()
                .map(arn -> ecs().describeServiceDeployments(request -> request.serviceDeploymentArns(arn))
                        .serviceDeployments()
                        .get(0));
    }

    DeploymentInfo codeDeployment(String id) {
        return codeDeploy().getDeployment(request -> request.deploymentId(id)).deploymentInfo();
    }

    /** All that is in progress, by ARN. */
    Stream<String> inProgress() {
        return ecs()
                .listServiceDeployments(request -> request.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .statusWithStrings("PENDING", "IN_PROGRESS"))
                .serviceDeployments()
                .stream()
                .map(ServiceDeploymentBrief::serviceDeploymentArn);
    }

    // What other people do

    /** What they have done; empty if they have kept out of it. */
    Optional<FaultKind> othersDid() {
        return othersDid;
    }

    /** The number of the call beside which they did it. */
    int othersActedAt() {
        return othersActedAt;
    }

    Instant othersActedWhen() {
        return othersActedWhen;
    }

    Optional<String> otherDeployment() {
        return otherDeployment;
    }

    /** @param call how many calls came before */
    void does(FaultKind kind, int call) {
        if (othersDid.isPresent()) {
            return; // once is enough to be told apart
        }
        pass(A_MOMENT);
        boolean done =
                switch (kind) {
                    case OTHER_UPDATE_BEFORE, OTHER_UPDATE_AFTER -> updateByOthers();
                    case STOPPED_BY_HAND -> stopByHand();
                    case SCALED -> scale();
                    case SETTINGS_CHANGED -> changeSettings();
                    default -> throw new IllegalArgumentException(kind.name());
                };
        if (done) {
            othersDid = Optional.of(kind);
            othersActedAt = call;
            othersActedWhen = clock.instant();
        }
    }

    private boolean isCodeDeploy() {
        return "CODE_DEPLOY"
                .equals(
                        service().deploymentController() == null
                                ? ""
                                : service().deploymentController().typeAsString());
    }

    private boolean updateByOthers() {
        if (isCodeDeploy()) {
            return false; // one deployment at a time
        }
        String before = primaryId();
        ecs().updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .taskDefinition(otherTaskDefinition));
        otherDeployment = Optional.of(primaryId()).filter(id -> !id.equals(before));
        return true;
    }

    private boolean changeSettings() {
        if (isCodeDeploy()) {
            return false;
        }
        ecs().updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .deploymentConfiguration(settings -> settings.maximumPercent(OTHER_MAXIMUM_PERCENT)));
        return true;
    }

    private boolean scale() {
        ecs().updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .desiredCount(OTHER_COUNT));
        return true;
    }

    private boolean stopByHand() {
        try {
            if (isCodeDeploy()) {
                List<String> running = codeDeploy()
                        .listDeployments(request -> request.applicationName("AppECS-rehearsal-webshop")
                                .deploymentGroupName("DgpECS-rehearsal-webshop")
                                .includeOnlyStatusesWithStrings("InProgress", "Ready"))
                        .deployments();
                running.forEach(id -> codeDeploy()
                        .stopDeployment(request -> request.deploymentId(id).autoRollbackEnabled(true)));
                return !running.isEmpty();
            }
            List<String> running = inProgress().toList();
            running.forEach(arn -> ecs().stopServiceDeployment(request -> request.serviceDeploymentArn(arn)));
            return !running.isEmpty();
        } catch (AwsServiceException tooLate) {
            return false;
        }
    }

    @Override
    public void close() {
        direct.close();
        simulator.close();
    }
}
