package io.jenkins.plugins.ecsdeploy.watch.state;

import java.time.Instant;

/** One line of a service's event log, as ECS wrote it. */
public record ServiceEvent(String id, Instant createdAt, String message) {}
