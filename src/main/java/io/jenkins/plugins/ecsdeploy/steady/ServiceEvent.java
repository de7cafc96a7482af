package io.jenkins.plugins.ecsdeploy.steady;

import java.time.Instant;

/** One line of a service's event log, as ECS wrote it. */
public record ServiceEvent(String id, Instant createdAt, String message) {}
