package io.jenkins.plugins.ecsdeploy.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.SdkJson;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.DescribedService;
import io.jenkins.plugins.ecsdeploy.ecs.NoSuchResourceException;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionReader;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.ServiceComparison;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.ServiceComparison.Changed;
import io.jenkins.plugins.ecsdeploy.update.PauseHooks;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Plans what brings a service to its definition: all of it if there is none, else what differs. */
public final class ServiceApplier {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    /** Of {@link #PAUSE}: longer than tasks may take to stop and targets to drain. */
    private static final int LONGEST_DRAINING = 90;

    private final AwsClients clients;
    private final Sleeper sleeper;
    private final ServiceReader services;
    private final TaskDefinitionReader definitions;

    /** @param sleeper while a service of that name drains, and between tries */
    public ServiceApplier(AwsClients clients, Sleeper sleeper) {
        this.clients = clients;
        this.sleeper = sleeper;
        services = new ServiceReader(clients);
        definitions = new TaskDefinitionReader(clients);
    }

    /**
     * Plans without changing anything.
     *
     * @param ignored members that an existing service keeps
     * @param last what this job applied last
     * @param draining is notified if the service of that name is DRAINING, before it is waited for
     * @throws ServiceRefusedException if ECS can't change the service like this
     */
    public ServicePlan plan(
            ServiceRef ref,
            ServiceDefinition definition,
            Collection<String> ignored,
            AppliedMembers last,
            Consumer<String> draining)
            throws InterruptedException {
        Optional<DescribedService> existing = existing(ref, draining);
        return existing.isPresent()
                ? update(ref, definition, existing.get(), ignored, last)
                : creation(ref, definition);
    }

    /** The active service of that name; one that drains is waited for. */
    private Optional<DescribedService> existing(ServiceRef ref, Consumer<String> draining) throws InterruptedException {
        for (int poll = 0; ; poll++) {
            Optional<DescribedService> found = find(ref);
            String status = found.map(one -> one.service().status()).orElse("INACTIVE");
            if (!"DRAINING".equals(status)) {
                return found.filter(one -> !"INACTIVE".equals(one.service().status()));
            }
            if (poll == LONGEST_DRAINING) {
                throw new ServiceRefusedException("The " + ref + " is DRAINING: it was deleted, and "
                        + found.get().service().runningCount() + " of its tasks still run after "
                        + PAUSE.multipliedBy(LONGEST_DRAINING).toMinutes()
                        + " minutes. ECS creates no service of that name until they have stopped. Stop them, or choose"
                        + " another serviceName.");
            }
            if (poll == 0) {
                draining.accept("The " + ref + " is DRAINING: it was deleted. Waiting until its tasks have stopped,"
                        + " because ECS creates no service of that name before");
            }
            sleeper.sleep(PAUSE);
        }
    }

    private Optional<DescribedService> find(ServiceRef ref) {
        try {
            return Optional.of(services.describe(ref, true));
        } catch (NoSuchResourceException missing) {
            if (missing.getCause() instanceof AwsCallException) {
                throw missing; // the cluster
            }
            return Optional.empty();
        }
    }

    private ServicePlan creation(ServiceRef ref, ServiceDefinition definition) {
        List<String> missing = new ArrayList<>();
        boolean counted = definition.has(ServiceSchemas.COUNT)
                || "DAEMON"
                        .equals(definition.settings().path("schedulingStrategy").asText());
        if (!counted) {
            missing.add(ServiceSchemas.COUNT);
        }
        if (definition.taskDefinition().isEmpty()) {
            missing.add(ServiceSchemas.TASK_DEFINITION);
        }
        if (!missing.isEmpty()) {
            throw new ServiceRefusedException("The " + ref + " does not exist, and its definition lacks "
                    + String.join(" and ", missing) + ", without which ECS creates none. Add "
                    + (missing.size() == 1 ? "it" : "them") + " to the definition"
                    + (missing.contains(ServiceSchemas.TASK_DEFINITION)
                            ? ", or name taskDefinition in the step."
                            : "."));
        }
        ServiceDefinition resolved = definition.withTaskDefinition(
                definitions.checkDeployable(definition.taskDefinition().get()));
        List<Difference> all =
                lines(ServiceComparison.between(JsonNodeFactory.instance.objectNode(), resolved.settings()));
        List<String> texts = all.stream().map(Difference::toString).toList();
        return new ServicePlan(
                new ServiceCreation(clients, sleeper, ref, resolved, texts),
                true,
                all,
                List.of(),
                List.of(),
                new AppliedMembers(ServiceComparison.fingerprints(definition.settings())));
    }

    private ServicePlan update(
            ServiceRef ref,
            ServiceDefinition definition,
            DescribedService existing,
            Collection<String> ignored,
            AppliedMembers last)
            throws InterruptedException {
        Service service = existing.service();
        if (service.deploymentController() != null) {
            Deployments.refusal(ref, service.deploymentController().typeAsString())
                    .ifPresent(why -> {
                        throw new ServiceRefusedException(why);
                    });
        }
        DescribedMembers described = new DescribedMembers(service);
        ObjectNode has = described.json();
        List<String> notices = new ArrayList<>();
        Set<String> left = new HashSet<>(ignored);
        left.addAll(
                new LeftAlone(new SignedReads(clients, sleeper)).members(ref, definition, service, ignored, notices));
        ObjectNode wanted = definition.without(left).settings();
        DescribedMembers.keepSwapped(wanted, has);
        SameNames.keep(wanted, service);
        List<Changed> changed = ServiceComparison.between(has, wanted);
        FixedMembers.refuse(ref, changed);
        Map<String, String> asked = ServiceComparison.fingerprints(definition.settings());
        List<Changed> drift =
                changed.stream().filter(one -> last.asks(one.member(), asked)).toList();
        List<Changed> changes =
                changed.stream().filter(one -> !drift.contains(one)).toList();
        if (wanted.has(ServiceSchemas.TASK_DEFINITION) && has(changed, ServiceSchemas.TASK_DEFINITION)) {
            definitions.checkDeployable(
                    wanted.path(ServiceSchemas.TASK_DEFINITION).asText());
        }
        UpdateServiceRequest request = request(ref, service, has, wanted, changed);
        PreparedUpdate update = new ServiceUpdater(clients, sleeper)
                .prepare(
                        ref,
                        existing,
                        request,
                        lines(changed).stream().map(Difference::toString).toList());
        List<Difference> all = new ArrayList<>(lines(changes));
        List<Difference> tags = definition.differingTags(described.tags());
        all.addAll(tags);
        return new ServicePlan(
                tagged(update, service, definition, described, tags),
                false,
                all,
                lines(drift),
                notices,
                new AppliedMembers(asked));
    }

    private PreparedUpdate tagged(
            PreparedUpdate update,
            Service service,
            ServiceDefinition definition,
            DescribedMembers described,
            List<Difference> lines) {
        Map<String, String> tags = new LinkedHashMap<>(definition.tags());
        tags.entrySet().removeAll(described.tags().entrySet());
        return tags.isEmpty()
                ? update
                : new TaggedUpdate(
                        clients,
                        update,
                        service.serviceArn(),
                        tags,
                        lines.stream().map(Difference::toString).toList());
    }

    private static UpdateServiceRequest request(
            ServiceRef ref, Service service, ObjectNode has, ObjectNode wanted, List<Changed> changed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode deployment = JsonNodeFactory.instance.objectNode();
        ObjectNode asked = wanted.path(ServiceComparison.DEPLOYMENT) instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode();
        for (Changed one : changed) {
            String member = one.member();
            if (!member.startsWith(ServiceComparison.DEPLOYMENT + ".")) {
                json.set(member, wanted.get(member));
                continue;
            }
            String inner = member.substring(ServiceComparison.DEPLOYMENT.length() + 1);
            deployment.set(inner, asked.get(inner));
            if (inner.equals("deploymentCircuitBreaker")
                    && has.path(ServiceComparison.DEPLOYMENT).path(inner) instanceof ObjectNode breaker) {
                deployment.set(inner, breaker.deepCopy().setAll((ObjectNode) asked.get(inner)));
            } else if (inner.equals(ServiceSchemas.HOOKS)) {
                keepOurs((ArrayNode) deployment.withArrayProperty(inner), service);
            }
        }
        if (!deployment.isEmpty()) {
            if (asked.has("strategy")) {
                deployment.set("strategy", asked.get("strategy")); // what is valid with it alone is sent along with it
            }
            json.set(ServiceComparison.DEPLOYMENT, deployment);
        }
        if (json.has(ServiceSchemas.CAPACITY)) {
            json.put("forceNewDeployment", true); // ECS refuses it otherwise (pipe-cd/pipecd pull request 6385)
        }
        return SdkJson.fill(UpdateServiceRequest.builder(), json)
                .cluster(ref.cluster())
                .service(ref.service())
                .build();
    }

    /** Pause hooks that builds have added leave with their deployments, not now. */
    private static void keepOurs(ArrayNode hooks, Service service) {
        service.deploymentConfiguration().lifecycleHooks().stream()
                .filter(PauseHooks::isOurs)
                .forEach(hook -> hooks.add(SdkJson.toJson(hook)));
    }

    private static boolean has(List<Changed> changed, String member) {
        return changed.stream().anyMatch(one -> one.member().equals(member));
    }

    private static List<Difference> lines(List<Changed> changed) {
        return changed.stream().flatMap(one -> one.lines().stream()).toList();
    }
}
