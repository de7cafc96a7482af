package io.jenkins.plugins.ecsdeploy.simulator.elb;

/** A target of a target group: the address of a task and the port it listens on. */
public record Target(String id, int port, String availabilityZone) {}
