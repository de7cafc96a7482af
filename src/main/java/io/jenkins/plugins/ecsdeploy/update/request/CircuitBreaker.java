package io.jenkins.plugins.ecsdeploy.update.request;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;

/** What ECS' deployment circuit breaker does after too many tasks have failed. */
public enum CircuitBreaker {
    /** It ends the deployment and rolls back to the last stable revision. */
    ROLLBACK(true, true),
    /** It ends the deployment and leaves the service as it is. */
    FAIL(true, false),
    /** ECS keeps trying. */
    OFF(false, false);

    private final boolean enable;
    private final boolean rollback;

    CircuitBreaker(boolean enable, boolean rollback) {
        this.enable = enable;
        this.rollback = rollback;
    }

    /** @param word {@code rollback}, {@code fail} or {@code off} */
    public static CircuitBreaker parse(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ServiceRefusedException("rolling: circuitBreaker must be one of "
                        + Arrays.stream(values()).map(CircuitBreaker::word).collect(Collectors.joining(", "))
                        + ", not '" + word + "'."));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Thresholds and the like stay as the service has them. */
    DeploymentCircuitBreaker appliedTo(DeploymentCircuitBreaker current) {
        DeploymentCircuitBreaker.Builder builder =
                current == null ? DeploymentCircuitBreaker.builder() : current.toBuilder();
        return builder.enable(enable).rollback(rollback).build();
    }
}
