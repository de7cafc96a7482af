package io.jenkins.plugins.ecsdeploy.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What ECS answered some seconds ago: its reads may be from before a change (API reference of RunTask: "the Amazon ECS API
 * follows an eventual consistency model"), and so was {@code currentServiceDeployment} in the answer of an update
 * (ecspresso #945).
 */
final class StaleAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Older than this no answer is. */
    private static final Duration OLDEST = Duration.ofSeconds(15);

    private static final Set<String> OPERATIONS = Set.of(
            "ecs:DescribeServices",
            "ecs:ListServiceDeployments",
            "ecs:DescribeServiceDeployments",
            "ecs:UpdateService");

    private record Remembered(Instant at, byte[] answer) {}

    private final Clock clock;
    private final Map<String, Deque<Remembered>> answers = new HashMap<>();
    private Instant changedAt = Instant.MIN;
    private byte[] servicesBefore = new byte[0];

    StaleAnswers(Clock clock) {
        this.clock = clock;
    }

    static boolean canBe(String operation) {
        return OPERATIONS.contains(operation);
    }

    /** @param services the answer of DescribeServices before something is changed */
    synchronized void worldChanges(byte[] services) {
        changedAt = clock.instant();
        servicesBefore = services;
    }

    synchronized void answered(String operation, String request, int status, byte[] answer) {
        if (status == 200 && canBe(operation) && !Call.isMutating(operation)) {
            Deque<Remembered> known = answers.computeIfAbsent(operation + request, unknown -> new ArrayDeque<>());
            known.add(new Remembered(clock.instant(), answer));
            known.removeIf(one -> isTooOld(one.at()));
        }
    }

    /** The oldest that may still be given. */
    synchronized Optional<byte[]> earlier(String operation, String request) {
        if (operation.equals("ecs:DescribeServices") && !isTooOld(changedAt) && servicesBefore.length > 0) {
            return Optional.of(servicesBefore);
        }
        Deque<Remembered> known = answers.getOrDefault(operation + request, new ArrayDeque<>());
        for (Iterator<Remembered> oldest = known.iterator(); oldest.hasNext(); ) {
            Remembered one = oldest.next();
            if (!isTooOld(one.at())) {
                return Optional.of(one.answer());
            }
        }
        return Optional.empty();
    }

    private boolean isTooOld(Instant at) {
        return at.isBefore(clock.instant().minus(OLDEST));
    }

    /** The answer of an update that shows the service as it was before. */
    synchronized byte[] update(byte[] real) {
        try {
            JsonNode answer = JSON.readTree(real);
            if (!answer.has("service")) {
                return real; // refused
            }
            ObjectNode old = JSON.createObjectNode();
            old.set("service", JSON.readTree(servicesBefore).path("services").path(0));
            return JSON.writeValueAsBytes(old);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
