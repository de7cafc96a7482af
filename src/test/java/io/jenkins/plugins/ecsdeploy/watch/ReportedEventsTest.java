package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportedEventsTest {

    @Test
    void anEventIsNewOnce() {
        ReportedEvents told = new ReportedEvents();

        assertThat(told.add("a")).isTrue();
        assertThat(told.add("b")).isTrue();
        assertThat(told.add("a")).isFalse();
    }

    @Test
    void whatEcsNoLongerListsIsForgottenAndTheRestIsNot() {
        ReportedEvents told = new ReportedEvents();
        List<String> ids =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(150).toList();
        ids.forEach(told::add);
        List<ServiceEvent> listed = ids.subList(50, 150).stream()
                .map(id -> new ServiceEvent(id, Instant.EPOCH, ""))
                .toList();
        told.keepOnly(listed);

        assertThat(ids.subList(50, 150)).noneMatch(told::add);
        assertThat(ids.subList(0, 50)).allMatch(told::add);
    }

    @Test
    void aCopyGoesItsOwnWay() {
        ReportedEvents told = new ReportedEvents();
        told.add("a");
        ReportedEvents copy = told.copy();
        copy.add("b");

        assertThat(copy.add("a")).isFalse();
        assertThat(told.add("b")).isTrue();
    }
}
