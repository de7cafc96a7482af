package io.jenkins.plugins.ecsdeploy.task;

import io.jenkins.plugins.ecsdeploy.watch.diagnosis.ContainerLogReader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * What the tasks of one step have in common, resolved and checked. Saved with the build, so of plain values.
 *
 * @param cluster name or ARN
 * @param taskDefinition ARN of the revision
 * @param container its exit code decides
 * @param containers those of the task definition
 */
public record TaskPlan(String cluster, String taskDefinition, String container, ArrayList<PlannedContainer> containers)
        implements Serializable {

    /**
     * A container as its task definition has it.
     *
     * @param logDriver empty if it has no logConfiguration
     * @param logGroup of the awslogs driver; the members after it too, empty if absent
     */
    public record PlannedContainer(
            String name, boolean essential, String logDriver, String logGroup, String logRegion, String logPrefix)
            implements Serializable {

        /** Where a task's lines of it are, if they can be read. */
        ContainerLogReader.Stream stream(Task task) {
            return ContainerLogReader.Stream.of(logGroup, logPrefix, name, task);
        }

        /** Why its lines can't be read from CloudWatch Logs of this region; empty if they can. */
        public Optional<String> whyNoLog(String region) {
            if (logDriver.isEmpty()) {
                return Optional.of("it has no logConfiguration in the task definition");
            }
            if (!logDriver.equals("awslogs")) {
                return Optional.of("its log driver is " + logDriver + ", so they are not in CloudWatch Logs");
            }
            return logRegion.isEmpty() || logRegion.equals(region)
                    ? Optional.empty()
                    : Optional.of("it logs to another region: see log group " + logGroup + " in " + logRegion);
        }
    }

    /** The container of this name; empty for one that the platform has added, such as Service Connect's proxy. */
    public Optional<PlannedContainer> container(String name) {
        return containers.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Those whose lines can be read. */
    public List<PlannedContainer> logged(String region) {
        return containers.stream().filter(one -> one.whyNoLog(region).isEmpty()).toList();
    }

    /**
     * What is asked of RunTask. What a member leaves out comes from the service {@code like}, else from the task definition or
     * from ECS.
     *
     * @param cluster name or ARN
     * @param taskDefinition {@code family} (its newest active revision), {@code family:revision} or ARN
     * @param like the service whose network, launch type or capacity providers and platform version are taken
     * @param count how many tasks
     */
    public record Request(
            String cluster,
            String taskDefinition,
            Optional<String> like,
            Placement placement,
            Overrides overrides,
            int count) {}

    /**
     * Where the tasks run.
     *
     * @param capacityProviders names, all of the same weight
     */
    public record Placement(
            List<String> subnets,
            List<String> securityGroups,
            Optional<Boolean> assignPublicIp,
            Optional<String> launchType,
            List<String> capacityProviders,
            Optional<String> platformVersion) {

        /** As the service or ECS has it. */
        public static final Placement NONE =
                new Placement(List.of(), List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

        public Placement {
            subnets = List.copyOf(subnets);
            securityGroups = List.copyOf(securityGroups);
            capacityProviders = List.copyOf(capacityProviders);
        }
    }

    /**
     * What differs from the task definition.
     *
     * @param container the one whose exit code decides, and that command and environment are for; empty for the only
     *     essential one
     * @param cpu CPU units of the task
     * @param memory MiB of the task
     */
    public record Overrides(
            Optional<String> container,
            Optional<List<String>> command,
            Map<String, String> environment,
            OptionalInt cpu,
            OptionalInt memory,
            Optional<String> taskRoleArn) {

        public static final Overrides NONE = new Overrides(
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty());

        public Overrides {
            command = command.map(ArrayList::new);
            environment = new LinkedHashMap<>(environment);
        }

        /** A command alone. */
        public static Overrides command(List<String> words) {
            return new Overrides(
                    Optional.empty(),
                    Optional.of(words),
                    Map.of(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Optional.empty());
        }
    }
}
