package io.jenkins.plugins.ecsdeploy.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.KnownMessage;
import io.jenkins.plugins.ecsdeploy.aws.SdkJson;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.taskdef.check.FargateCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * Resolves what is asked against the task definition and the service that the tasks are like, and finds what ECS would
 * refuse. It only reads; all faults are reported at once.
 */
public final class TaskPlanner {

    /** API reference, TaskOverride: "A total of 8192 characters are allowed for overrides", its JSON included. */
    private static final int LONGEST_OVERRIDES = 8192;

    /** API reference, CapacityProviderStrategyItem. */
    private static final int MOST_PROVIDERS = 20;

    private final AwsClients clients;

    public TaskPlanner(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * @param plan what is to be known of the tasks later
     * @param request RunTask's as JSON, without count, token and startedBy
     */
    public record Planned(TaskPlan plan, ObjectNode request) {}

    /** @throws ServiceRefusedException naming all that is wrong; nothing was started */
    public Planned plan(TaskPlan.Request asked) {
        TaskDefinition definition = definition(asked.taskDefinition());
        String revision = definition.family() + ":" + definition.revision();
        Optional<Service> like =
                asked.like().map(name -> new ServiceReader(clients).read(new ServiceRef(asked.cluster(), name)));
        List<String> faults = new ArrayList<>();
        if (definition.status() != null && definition.status() != TaskDefinitionStatus.ACTIVE) {
            faults.add(revision + " is " + definition.statusAsString()
                    + ", not ACTIVE: it was deregistered. Register it" + " again.");
        }
        Optional<ContainerDefinition> container = container(definition, revision, asked.overrides(), faults);
        RunTaskRequest.Builder request =
                RunTaskRequest.builder().cluster(asked.cluster()).taskDefinition(definition.taskDefinitionArn());
        boolean fargate = launch(request, asked.placement(), like, definition, revision, faults);
        network(request, asked.placement(), like, definition, revision, faults);
        container.ifPresent(known -> overrides(request, asked.overrides(), known, definition, fargate, faults));
        if (!faults.isEmpty()) {
            throw new ServiceRefusedException("The task can't be run, and nothing was started: "
                    + (faults.size() == 1 ? faults.get(0) : "\n  " + String.join("\n  ", faults)));
        }
        ObjectNode json = SdkJson.toJson(request.build());
        json.remove("clientToken"); // the SDK makes one for each request that has none
        return new Planned(
                new TaskPlan(
                        asked.cluster(),
                        definition.taskDefinitionArn(),
                        container.orElseThrow().name(),
                        new ArrayList<>(definition.containerDefinitions().stream()
                                .filter(one -> one.name() != null)
                                .map(this::planned)
                                .toList())),
                json);
    }

    private TaskDefinition definition(String name) {
        try {
            return AwsCall.get(
                    "ecs:DescribeTaskDefinition",
                    "task definition " + name,
                    () -> clients.ecs().describeTaskDefinition(request -> request.taskDefinition(name)),
                    "taskDefinition",
                    answer -> Optional.ofNullable(answer.taskDefinition())
                            .filter(known -> known.taskDefinitionArn() != null));
        } catch (AwsCallException failed) {
            if (KnownMessage.NO_SUCH_TASK_DEFINITION.isIn(failed)) {
                throw new ServiceRefusedException(
                        "There is no task definition \"" + name + "\" in region " + clients.region()
                                + ": check the family, the revision and the region. A family alone means its newest active"
                                + " revision.",
                        failed);
            }
            throw failed;
        }
    }

    /** The one that decides: the named one, or the only essential one. */
    private static Optional<ContainerDefinition> container(
            TaskDefinition definition, String revision, TaskPlan.Overrides overrides, List<String> faults) {
        List<ContainerDefinition> candidates = definition.containerDefinitions().stream()
                .filter(one -> one.name() != null)
                .filter(one -> overrides
                        .container()
                        .map(name -> name.equals(one.name()))
                        .orElse(!Boolean.FALSE.equals(one.essential()))) // essential by default
                .toList();
        if (candidates.size() == 1) {
            return Optional.of(candidates.get(0));
        }
        faults.add(
                overrides.container().isPresent()
                        ? "there is no container \"" + overrides.container().get() + "\" in " + revision
                                + ". Its containers are " + names(definition.containerDefinitions()) + "."
                        : revision + " has several essential containers (" + names(candidates)
                                + "). Name container: its exit code decides, and it gets command and environment.");
        return Optional.empty();
    }

    private static String names(List<ContainerDefinition> containers) {
        return containers.stream().map(ContainerDefinition::name).collect(Collectors.joining(", "));
    }

    /** @return whether the tasks run on Fargate, as far as that is known */
    private static boolean launch(
            RunTaskRequest.Builder request,
            TaskPlan.Placement placement,
            Optional<Service> like,
            TaskDefinition definition,
            String revision,
            List<String> faults) {
        List<CapacityProviderStrategyItem> providers = placement.capacityProviders().stream()
                .map(name -> CapacityProviderStrategyItem.builder()
                        .capacityProvider(name)
                        .weight(1)
                        .build())
                .toList();
        Optional<String> launchType = placement.launchType();
        if (launchType.isPresent() && !providers.isEmpty()) {
            faults.add("name either launchType or capacityProviders, not both.");
        }
        if (providers.size() > MOST_PROVIDERS) {
            faults.add("capacityProviders has " + providers.size() + " names; ECS takes " + MOST_PROVIDERS + ".");
        }
        if (launchType.isEmpty() && providers.isEmpty() && like.isPresent()) {
            providers = like.get().capacityProviderStrategy();
            launchType = providers.isEmpty() ? Optional.ofNullable(like.get().launchTypeAsString()) : Optional.empty();
        }
        boolean onlyFargate = definition.requiresCompatibilities().equals(List.of(Compatibility.FARGATE));
        if (launchType.isEmpty() && providers.isEmpty() && onlyFargate) {
            launchType = Optional.of("FARGATE");
        }
        boolean fargate = launchType.filter("FARGATE"::equals).isPresent()
                || providers.stream()
                        .anyMatch(one -> String.valueOf(one.capacityProvider()).startsWith("FARGATE"));
        if (fargate && definition.networkMode() != NetworkMode.AWSVPC) {
            faults.add("Fargate runs only tasks in network mode awsvpc; " + revision + " has "
                    + definition.networkModeAsString() + ".");
        }
        request.launchType(launchType.orElse(null)).capacityProviderStrategy(providers.isEmpty() ? null : providers);
        if (fargate) {
            request.platformVersion(placement
                    .platformVersion()
                    .or(() -> like.flatMap(service -> Optional.ofNullable(service.platformVersion())))
                    .orElse(null));
        } else if (placement.platformVersion().isPresent()) {
            faults.add("platformVersion is Fargate's; these tasks do not run on Fargate.");
        }
        return fargate;
    }

    private static void network(
            RunTaskRequest.Builder request,
            TaskPlan.Placement placement,
            Optional<Service> like,
            TaskDefinition definition,
            String revision,
            List<String> faults) {
        boolean named = !placement.subnets().isEmpty()
                || !placement.securityGroups().isEmpty()
                || placement.assignPublicIp().isPresent();
        if (definition.networkMode() != NetworkMode.AWSVPC) {
            if (named) {
                faults.add("subnets, securityGroups and assignPublicIp are for network mode awsvpc; " + revision
                        + " has " + definition.networkModeAsString() + ".");
            }
            return;
        }
        AwsVpcConfiguration of = like.flatMap(service -> Optional.ofNullable(service.networkConfiguration()))
                .flatMap(network -> Optional.ofNullable(network.awsvpcConfiguration()))
                .orElse(AwsVpcConfiguration.builder().build());
        AwsVpcConfiguration.Builder network = of.toBuilder();
        if (!placement.subnets().isEmpty()) {
            network.subnets(placement.subnets());
        }
        if (!placement.securityGroups().isEmpty()) {
            network.securityGroups(placement.securityGroups());
        }
        placement
                .assignPublicIp()
                .ifPresent(wanted -> network.assignPublicIp(wanted ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED));
        AwsVpcConfiguration built = network.build();
        if (built.subnets().isEmpty()) {
            faults.add(revision
                    + " has network mode awsvpc, so its tasks need subnets: name subnets and securityGroups, or a"
                    + " service that they are like.");
        }
        request.networkConfiguration(configuration -> configuration.awsvpcConfiguration(built));
    }

    private static void overrides(
            RunTaskRequest.Builder request,
            TaskPlan.Overrides asked,
            ContainerDefinition container,
            TaskDefinition definition,
            boolean fargate,
            List<String> faults) {
        TaskOverride.Builder overrides = TaskOverride.builder();
        if (asked.command().isPresent() || !asked.environment().isEmpty()) {
            ContainerOverride.Builder one = ContainerOverride.builder().name(container.name());
            asked.command().ifPresent(one::command);
            if (!asked.environment().isEmpty()) {
                one.environment(asked.environment().entrySet().stream()
                        .map(entry -> KeyValuePair.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList());
            }
            overrides.containerOverrides(one.build());
        }
        asked.cpu().ifPresent(units -> overrides.cpu(String.valueOf(units)));
        asked.memory().ifPresent(mib -> overrides.memory(String.valueOf(mib)));
        asked.taskRoleArn().ifPresent(overrides::taskRoleArn);
        ObjectNode json = SdkJson.toJson(overrides.build());
        if (json.isEmpty()) {
            return;
        }
        int length = json.toString().length();
        if (length > LONGEST_OVERRIDES) {
            faults.add("the overrides are " + length + " characters long as JSON; ECS takes " + LONGEST_OVERRIDES
                    + ". Put long values into the image, into a file in S3, or into the task definition.");
        }
        if (fargate && (asked.cpu().isPresent() || asked.memory().isPresent())) {
            FargateCheck.sizeFault(
                            asked.cpu().orElse(number(definition.cpu())),
                            asked.memory().orElse(number(definition.memory())))
                    .ifPresent(faults::add);
        }
        request.overrides(overrides.build());
    }

    private static int number(String text) {
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    private TaskPlan.PlannedContainer planned(ContainerDefinition container) {
        LogConfiguration log = container.logConfiguration();
        boolean none = log == null || log.logDriverAsString() == null;
        return new TaskPlan.PlannedContainer(
                container.name(),
                !Boolean.FALSE.equals(container.essential()),
                none ? "" : log.logDriverAsString(),
                none ? "" : log.options().getOrDefault("awslogs-group", ""),
                none ? "" : log.options().getOrDefault("awslogs-region", clients.region()),
                none ? "" : log.options().getOrDefault("awslogs-stream-prefix", ""));
    }
}
