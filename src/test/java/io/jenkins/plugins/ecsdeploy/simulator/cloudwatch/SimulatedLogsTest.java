package io.jenkins.plugins.ecsdeploy.simulator.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.EcsClient;

class SimulatedLogsTest {

    private static final String GROUP = "/ecs/webshop";

    private final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-11-23T09:00:00Z"));
    private Simulator simulator;
    private CloudWatchLogsClient logs;
    private EcsClient ecs;

    @BeforeEach
    void crash() throws IOException {
        simulator = Simulator.start(0, clock);
        logs = client(CloudWatchLogsClient.builder())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        ecs = client(EcsClient.builder())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        simulator.seedWebshop();
        simulator.scenarios().forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, Scenario.CRASH);
        simulator.scenarios().logs("web", "one", "two", "three", "fatal: no database", "exiting");
        ecs.updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .forceNewDeployment(true));
        clock.advance(Duration.ofSeconds(70));
    }

    @AfterEach
    void close() {
        logs.close();
        ecs.close();
        simulator.close();
    }

    @Test
    void theLastLinesOfACrashedContainerAreInItsStream() {
        String stream = stream();

        assertThat(logs.getLogEvents(request -> request.logGroupName(GROUP)
                                .logStreamName(stream)
                                .limit(2))
                        .events())
                .extracting(OutputLogEvent::message)
                .containsExactly("fatal: no database", "exiting");
        assertThat(logs.getLogEvents(request -> request.logGroupName(GROUP)
                                .logStreamName(stream)
                                .limit(2)
                                .startFromHead(true))
                        .events())
                .extracting(OutputLogEvent::message)
                .containsExactly("one", "two");
    }

    @Test
    void whatFollowsOrComesBeforeIsReadByItsToken() {
        String stream = stream();
        var last = logs.getLogEvents(
                request -> request.logGroupName(GROUP).logStreamName(stream).limit(2));
        var before = logs.getLogEvents(request ->
                request.logGroupName(GROUP).logStreamName(stream).limit(2).nextToken(last.nextBackwardToken()));
        var after = logs.getLogEvents(
                request -> request.logGroupName(GROUP).logStreamName(stream).nextToken(last.nextForwardToken()));

        assertThat(before.events()).extracting(OutputLogEvent::message).containsExactly("two", "three");
        assertThat(after.events()).isEmpty();
        assertThat(after.nextForwardToken()).isEqualTo(last.nextForwardToken());
    }

    @Test
    void aGroupIsSearchedOverItsStreams() {
        assertThat(logs.filterLogEvents(request -> request.logGroupName(GROUP)
                                .logStreamNamePrefix("web/")
                                .filterPattern("fatal"))
                        .events())
                .hasSize(2)
                .extracting(FilteredLogEvent::message)
                .containsOnly("fatal: no database");
    }

    @Test
    void streamsAreListedByNameAndByTime() {
        assertThat(logs.describeLogStreams(
                                request -> request.logGroupName(GROUP).logStreamNamePrefix("otel/"))
                        .logStreams())
                .isNotEmpty()
                .allSatisfy(stream -> assertThat(stream.logStreamName()).startsWith("otel/otel-collector/"));
        assertThat(logs.describeLogStreams(request -> request.logGroupName(GROUP)
                                .orderBy("LastEventTime")
                                .descending(true)
                                .limit(1))
                        .logStreams())
                .hasSize(1);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThatThrownBy(() ->
                        logs.getLogEvents(request -> request.logGroupName(GROUP).logStreamName("web/web/none")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log stream does not exist.");
        assertThatThrownBy(() -> logs.getLogEvents(
                        request -> request.logGroupName("/none").logStreamName("web/web/none")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log group does not exist.");
        assertThatThrownBy(() -> logs.getLogEvents(request ->
                        request.logGroupName(GROUP).logStreamName(stream()).limit(10_001)))
                .isInstanceOf(InvalidParameterException.class);
    }

    private String stream() {
        List<String> stopped = ecs.listTasks(request -> request.cluster(WebshopSeed.CLUSTER)
                        .serviceName(WebshopSeed.SERVICE)
                        .desiredStatus("STOPPED"))
                .taskArns();
        String task = stopped.get(0);
        return "web/web/" + task.substring(task.lastIndexOf('/') + 1);
    }

    private <B extends AwsClientBuilder<B, ?>> B client(B builder) {
        return builder.endpointOverride(simulator.endpoint())
                .region(Region.of(simulator.account().region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));
    }
}
