package io.jenkins.plugins.ecsdeploy.taskdef.template;

import java.util.Set;

/** Names of a task definition's fields that more than one package needs (ECS API reference, 2014-11-13). */
public final class TaskDefinitionFields {

    public static final String FAMILY = "family";
    public static final String CONTAINERS = "containerDefinitions";

    /** Of a container, a volume, a variable. */
    public static final String NAME = "name";

    /** Of a container. */
    public static final String IMAGE = "image";

    /** The members that {@code TaskDefinition} has and {@code RegisterTaskDefinition} hasn't. */
    public static final Set<String> SET_BY_ECS = Set.of(
            "taskDefinitionArn",
            "revision",
            "status",
            "requiresAttributes",
            "compatibilities",
            "registeredAt",
            "registeredBy",
            "deregisteredAt",
            "deleteRequestedAt");

    private TaskDefinitionFields() {}
}
