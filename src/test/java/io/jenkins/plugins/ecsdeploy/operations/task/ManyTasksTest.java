package io.jenkins.plugins.ecsdeploy.operations.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waiting for tasks costs. */
class ManyTasksTest {

    private final TaskBed bed = new TaskBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aHundredTasksShareACall() {
        bed.withoutLogs().count(100).begin("sleep 3600").pass(Duration.ofMinutes(10));
        long before = bed.calls("ecs:DescribeTasks");
        bed.pass(Duration.ofMinutes(5));

        // every 15 seconds if nothing happens
        assertThat(bed.calls("ecs:DescribeTasks") - before).isBetween(15L, 25L);
    }

    @Test
    void itIsAskedMoreOftenAfterAChange() {
        bed.withoutLogs().begin("sleep 3600").pass(Duration.ofMinutes(10));
        long before = bed.calls("ecs:DescribeTasks");
        bed.clients
                .ecs()
                .stopTask(request -> request.cluster("rehearsal")
                        .task(bed.state().runs().get(0).arn()));
        bed.passUntilTheEnd();

        assertThat(bed.calls("ecs:DescribeTasks") - before).isBetween(2L, 8L);
    }

    @Test
    void lastLinesAreWaitedForIfTheTaskStoppedAtOnce() {
        bed.run("echo last");

        assertThat(bed.lines()).contains("web | last");
    }
}
