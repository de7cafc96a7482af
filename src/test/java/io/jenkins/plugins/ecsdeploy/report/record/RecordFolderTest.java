package io.jenkins.plugins.ecsdeploy.report.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFolderTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final RecordedService WEBSHOP =
            new RecordedService("123456789012", "eu-central-1", "shop", "webshop");

    @TempDir
    private Path folder;

    private RecordFolder records;

    @BeforeEach
    void begin() {
        records = new RecordFolder(folder.resolve("ecs-deployments"));
    }

    @Test
    void everythingThatHappenedIsReadBack() throws IOException {
        DeploymentEvent.Progressed moment =
                new DeploymentEvent.Progressed(at(5), "IN_PROGRESS", "SCALE_UP", true, 2, 2, 1, 2, 0.0, 100.0);
        DeploymentEvent.Paused paused =
                new DeploymentEvent.Paused(at(9), "POST_SCALE_UP", "h-1", at(600), "ROLLBACK", "http://lb:8080");
        DeploymentEvent.Answered answered =
                new DeploymentEvent.Answered(at(20), "POST_SCALE_UP", "continue", "ann", "deploy #7");
        DeploymentEvent.Ended ended =
                new DeploymentEvent.Ended(at(90), "SUCCEEDED", "webshop:8 runs", List.of("a", "b"), 85);
        DeploymentEvent.Targets targets =
                new DeploymentEvent.Targets(at(6), 1, 2, "1 load balancer target unhealthy: x (Target.Timeout)");
        for (DeploymentEvent event : List.of(started(0), moment, targets, said(6, "hello"), paused, answered, ended)) {
            records.append(WEBSHOP, event);
        }
        assertThat(records.read())
                .containsExactly(new DeploymentRecord(
                        java.util.Optional.of(started(0)),
                        List.of(moment),
                        List.of(targets),
                        List.of(said(6, "hello")),
                        List.of(new DeploymentRecord.Pause(paused, java.util.Optional.of(answered))),
                        java.util.Optional.of(ended),
                        false,
                        0));
        assertThat(records.read().get(0).duration()).contains(Duration.ofSeconds(90));
    }

    @Test
    void aBuildWithoutDeploymentsHasNoRecords() throws IOException {
        assertThat(records.read()).isEmpty();
        assertThat(records.has(WEBSHOP)).isFalse();
    }

    @Test
    void eachServiceHasARecordInOrderOfItsBeginning() throws IOException {
        RecordedService other = new RecordedService("123456789012", "eu-central-1", "shop", "basket");
        records.append(other, started(60));
        records.append(WEBSHOP, started(0));
        assertThat(records.read()).extracting(DeploymentRecord::begun).containsExactly(at(0), at(60));
    }

    @Test
    void aSecondUpdateOfTheServiceIsARecordOfItsOwn() throws IOException {
        records.append(WEBSHOP, started(0));
        records.append(WEBSHOP, new DeploymentEvent.Ended(at(10), "FAILED", "", List.of(), 10));
        records.append(WEBSHOP, started(20));
        assertThat(records.read())
                .extracting(record -> record.ended().isPresent())
                .containsExactly(true, false);
    }

    @Test
    void aRecordNamedByArnsIsTheSameOne() throws IOException {
        records.append(WEBSHOP, started(0));
        assertThat(records.has(new RecordedService(
                        "123456789012",
                        "eu-central-1",
                        "arn:aws:ecs:eu-central-1:123456789012:cluster/shop",
                        "arn:aws:ecs:eu-central-1:123456789012:service/shop/webshop")))
                .isTrue();
    }

    @Test
    void halfALineAfterACrashCostsThatLineOnly() throws IOException {
        records.append(WEBSHOP, started(0));
        Files.writeString(file(), "{\"kind\":\"progressed\",\"at\":\"2026-", StandardOpenOption.APPEND);
        new RecordFolder(folder.resolve("ecs-deployments"))
                .append(WEBSHOP, new DeploymentEvent.Ended(at(9), "SUCCEEDED", "", List.of(), 9));
        DeploymentRecord record = records.read().get(0);
        assertThat(record.ended()).isPresent();
        assertThat(record.unreadable()).isEqualTo(1);
    }

    @Test
    void aFileThatIsNoRecordIsSaidToBeUnreadable() throws IOException {
        records.append(WEBSHOP, started(0));
        Files.writeString(file(), "<html>\n");
        assertThat(records.read()).extracting(DeploymentRecord::unreadable).containsExactly(1);
    }

    @Test
    void whatANewerVersionAddsIsIgnored() throws IOException {
        records.append(WEBSHOP, started(0));
        Files.writeString(
                file(),
                "{\"kind\":\"hologram\",\"at\":\"2026-01-01T12:00:01Z\",\"depth\":3}\n"
                        + "{\"kind\":\"ended\",\"at\":\"2026-01-01T12:00:09Z\",\"outcome\":\"EVAPORATED\",\"mood\":[1]}\n",
                StandardOpenOption.APPEND);
        DeploymentRecord record = records.read().get(0);
        assertThat(record.unreadable()).isZero();
        assertThat(record.ended().orElseThrow().outcome()).isEqualTo("EVAPORATED");
        assertThat(record.ended().orElseThrow().cause()).isEmpty();
    }

    @Test
    void aLongDeploymentLosesProgressAndKeepsItsEnd() throws IOException {
        records.append(WEBSHOP, started(0));
        for (int second = 1; second < 3_000; second++) {
            records.append(WEBSHOP, said(second, "(service webshop) has begun draining connections on 1 tasks."));
        }
        records.append(
                WEBSHOP, new DeploymentEvent.Ended(at(3_000), "FAILED", "x".repeat(9_000), logTail(5_000), 3_000));
        assertThat(Files.size(file())).isLessThanOrEqualTo(RecordFile.LIMIT);
        DeploymentRecord record = records.read().get(0);
        assertThat(record.cut()).isTrue();
        assertThat(record.reported()).hasSizeGreaterThan(500);
        assertThat(record.ended().orElseThrow().cause()).endsWith("… 4880 more lines");
    }

    @Test
    void noFileNameComesFromOutside() throws IOException {
        records.append(new RecordedService("123456789012", "eu-central-1", "shop", ".."), started(0));
        assertThat(file().getFileName().toString()).matches("[0-9a-f]{12}\\.jsonl");
    }

    private Path file() throws IOException {
        try (var files = Files.list(folder.resolve("ecs-deployments"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static List<String> logTail(int lines) {
        return IntStream.range(0, lines).mapToObj(i -> i + " é".repeat(600)).toList();
    }

    private static DeploymentEvent.Started started(int second) {
        return new DeploymentEvent.Started(
                at(second),
                "shop",
                "webshop",
                "eu-central-1",
                "ecs-svc/2",
                "arn:aws:ecs:eu-central-1:123456789012:task-definition/webshop:7",
                "arn:aws:ecs:eu-central-1:123456789012:task-definition/webshop:8",
                "BLUE_GREEN",
                Map.of("web", "repo@sha256:0"),
                List.of("cpu: 256 -> 512"),
                List.of("task definition webshop:7 -> webshop:8"),
                List.of("Started by user ann"),
                "production");
    }

    private static DeploymentEvent.Reported said(int second, String message) {
        return new DeploymentEvent.Reported(at(second), message);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
