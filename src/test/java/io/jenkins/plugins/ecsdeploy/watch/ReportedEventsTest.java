package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportedEventsTest {

    @Test
    void anEventIsNewOnce() {
        ReportedEvents reported = new ReportedEvents();

        assertThat(reported.add("a")).isTrue();
        assertThat(reported.add("b")).isTrue();
        assertThat(reported.add("a")).isFalse();
    }

    @Test
    void eventsThatEcsNoLongerListsAreForgotten() {
        ReportedEvents reported = new ReportedEvents();
        Random random = new Random(1);
        List<String> ids = Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
                .limit(150)
                .toList();
        ids.forEach(reported::add);
        List<ServiceEvent> listed = ids.subList(50, 150).stream()
                .map(id -> new ServiceEvent(id, Instant.EPOCH, ""))
                .toList();
        reported.keepOnly(listed);

        assertThat(ids.subList(50, 150)).noneMatch(reported::add);
        assertThat(ids.subList(0, 50)).allMatch(reported::add);
    }

    @Test
    void aCopyIsIndependent() {
        ReportedEvents reported = new ReportedEvents();
        reported.add("a");
        ReportedEvents copy = reported.copy();
        copy.add("b");

        assertThat(copy.add("a")).isFalse();
        assertThat(reported.add("b")).isTrue();
    }
}
