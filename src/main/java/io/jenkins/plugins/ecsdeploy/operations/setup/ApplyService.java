package io.jenkins.plugins.ecsdeploy.operations.setup;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.lookup.ValueLookup;
import io.jenkins.plugins.ecsdeploy.operations.AttemptRecorder;
import io.jenkins.plugins.ecsdeploy.operations.KnownValues;
import io.jenkins.plugins.ecsdeploy.operations.RecordedSending;
import io.jenkins.plugins.ecsdeploy.operations.RequestException;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.service.AppliedMembers;
import io.jenkins.plugins.ecsdeploy.service.ServiceApplier;
import io.jenkins.plugins.ecsdeploy.service.ServiceDefinition;
import io.jenkins.plugins.ecsdeploy.service.ServicePlan;
import io.jenkins.plugins.ecsdeploy.service.ServiceSchemas;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.ServiceDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import io.jenkins.plugins.ecsdeploy.taskdef.template.NearestName;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code applyService}: creates a service from its definition, or updates what differs. */
public final class ApplyService {

    private static final String STEP = StepNames.APPLY_SERVICE;
    private static final String DEPLOYMENT_MEMBER = "deploymentConfiguration.";

    /**
     * @param account of the connection, for templates; empty: asked of STS if a template needs it
     * @param readable what the definition may read from AWS
     * @param cluster that the step names; empty: the definition's
     * @param otherwise the cluster if neither names one
     * @param taskDefinition instead of the definition's: {@code family:revision} or ARN
     * @param ignored members that an existing service keeps, such as {@code desiredCount}
     * @param tags for a service that its definition gives none of these
     */
    public record Request(
            AwsConnection connection,
            ServiceDefinitionTemplate definition,
            RenderInput input,
            Optional<String> account,
            ReadableNames readable,
            Optional<String> cluster,
            Optional<String> otherwise,
            Optional<String> taskDefinition,
            Set<String> ignored,
            Map<String, String> tags,
            boolean dryRun) {

        public Request {
            ignored = Set.copyOf(ignored);
            tags = Map.copyOf(tags);
        }
    }

    /**
     * @param updated what was changed, or would be changed by a dry run, and the deployment to follow
     * @param applied what the job has to remember; as it was before a dry run
     */
    public record Result(UpdatedService updated, boolean created, AppliedMembers applied) {}

    private final RecordedSending sending;
    private final Sleeper sleeper;
    private final Function<ServiceRef, AppliedMembers> memory;

    /**
     * @param sleeper between two polls and two tries
     * @param memory what the job applied to a service last
     */
    public ApplyService(AttemptRecorder attempts, Sleeper sleeper, Function<ServiceRef, AppliedMembers> memory) {
        this.sending = new RecordedSending(attempts);
        this.sleeper = sleeper;
        this.memory = memory;
    }

    public Result run(Request request, StepLog log) throws InterruptedException {
        checkIgnored(request.ignored());
        try (AwsClients clients = new AwsClients(request.connection())) {
            Optional<String> known = request.cluster().or(request::otherwise);
            ValueLookup lookup = new ValueLookup(clients, sleeper, request.readable());
            RenderInput input = new KnownValues(clients, request.account(), known, lookup)
                    .addTo(request.input(), request.definition().placeholders(), line -> log.line(STEP, line));
            ServiceDefinitionTemplate.Rendered rendered = request.definition().render(input, ServiceSchemas.fromSdk());
            rendered.notices().forEach(notice -> log.line(STEP, notice.toString()));
            ServiceDefinition definition = ServiceDefinition.of(rendered.json()).withTags(request.tags());
            if (request.taskDefinition().isPresent()) {
                definition =
                        definition.withTaskDefinition(request.taskDefinition().get());
            }
            ServiceRef ref = new ServiceRef(cluster(request, definition), definition.name());
            AppliedMembers last = memory.apply(ref);
            ServicePlan plan = new ServiceApplier(clients, sleeper)
                    .plan(ref, definition, request.ignored(), last, line -> log.line(STEP, line));
            write(plan, ref, log, request.dryRun());
            if (request.dryRun()) {
                log.line(STEP, "Dry run: nothing was changed");
                return new Result(plan.update().planned(), plan.creates(), last);
            }
            UpdatedService updated = send(plan, ref, log);
            return new Result(updated, plan.creates(), plan.applied());
        }
    }

    private static String cluster(Request request, ServiceDefinition definition) {
        return request.cluster()
                .or(definition::cluster)
                .or(request::otherwise)
                .orElseThrow(() -> new RequestException(
                        STEP, "cluster is missing: name it in the step, in the definition or in the target."));
    }

    private static void checkIgnored(Set<String> ignored) {
        List<String> known = ServiceSchemas.changeable();
        for (String member : ignored) {
            if (!member.startsWith(DEPLOYMENT_MEMBER) && !known.contains(member)) {
                throw new RequestException(
                        STEP,
                        "ignore: \"" + member + "\" is no member of a service that UpdateService changes"
                                + new NearestName(known).question(member));
            }
        }
    }

    private static void write(ServicePlan plan, ServiceRef ref, StepLog log, boolean dryRun) {
        plan.notices().forEach(notice -> log.line(STEP, notice));
        plan.update().planned().notices().forEach(notice -> log.line(STEP, notice));
        if (plan.creates()) {
            log.line(STEP, (dryRun ? "Would create the " : "Creating the ") + ref + ":");
        } else if (plan.changes().isEmpty() && plan.drift().isEmpty()) {
            log.line(STEP, "Unchanged: the " + ref + " is as its definition says");
        }
        for (Difference line : plan.drift()) {
            log.line(
                    STEP,
                    "Drift, changed outside of this job" + (dryRun ? " and would be put back: " : " and put back: ")
                            + line);
        }
        plan.changes().forEach(line -> log.line(STEP, (dryRun ? "Would change: " : "Change: ") + line));
    }

    private UpdatedService send(ServicePlan plan, ServiceRef ref, StepLog log) throws InterruptedException {
        try {
            UpdatedService updated = sending.send(plan.update());
            if (plan.creates()) {
                log.line(STEP, "Created the " + ref);
            }
            updated.deployment().ifPresent(id -> log.line(STEP, "Started deployment " + id));
            return updated;
        } catch (EcsDeployException failed) {
            boolean unknown = RecordedSending.mayHaveChangedSomething(failed);
            log.line(
                    STEP,
                    unknown
                            ? "It is unknown whether the " + ref + " was "
                                    + (plan.creates() ? "created" : "updated")
                                    + ": check it before you try again"
                            : plan.creates()
                                    ? "Not created: the " + ref
                                    : "Not updated: the " + ref + " runs as before");
            throw failed;
        }
    }
}
