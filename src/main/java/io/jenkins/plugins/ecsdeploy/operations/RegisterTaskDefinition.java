package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.lookup.ValueLookup;
import io.jenkins.plugins.ecsdeploy.registration.RegisteredTaskDefinition;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionPlan;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionReader;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionRegistrar;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionSchemas;
import io.jenkins.plugins.ecsdeploy.registration.ZstdRuntimes;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@code registerTaskDefinition}: renders a template and registers it, or finds the revision that is equal to it. */
public final class RegisterTaskDefinition {

    private static final String STEP = StepNames.REGISTER_TASK_DEFINITION;

    /** What is rendered. */
    public sealed interface Source {

        /** A template that the build has read. */
        record Template(TaskDefinitionTemplate template) implements Source {}

        /** @param name {@code family[:revision]} or ARN of a registered task definition */
        record Registered(String name) implements Source {}
    }

    /**
     * @param account of the connection, for templates; empty: asked of STS if a template needs it
     * @param cluster for templates; empty: none is known
     * @param readable what a template may read from AWS
     * @param comparedWith the service whose task definition the changes are reported against; empty for the newest active
     *     revision
     * @param dryRun whether to render and to compare, without registering anything
     * @param zstdImages digests of images that not everything runs, see {@link ZstdRuntimes}
     */
    public record Request(
            AwsConnection connection,
            Source source,
            RenderInput input,
            Optional<String> account,
            Optional<String> cluster,
            ReadableNames readable,
            Optional<ServiceRef> comparedWith,
            boolean dryRun,
            Set<String> zstdImages) {

        /** With images that everything runs, and a template that reads nothing. */
        public Request(
                AwsConnection connection,
                Source source,
                RenderInput input,
                Optional<String> account,
                Optional<String> cluster,
                Optional<ServiceRef> comparedWith,
                boolean dryRun) {
            this(connection, source, input, account, cluster, ReadableNames.none(), comparedWith, dryRun, Set.of());
        }
    }

    /**
     * @param arn empty after a dry run that found no equal revision; so is {@code revision}
     * @param registered false if an equal revision is used, and after a dry run
     */
    public record Result(
            Optional<String> arn, String family, OptionalInt revision, boolean registered, List<Difference> changes) {

        public Result {
            changes = List.copyOf(changes);
        }

        private static Result of(RegisteredTaskDefinition revision) {
            return new Result(
                    Optional.of(revision.arn()),
                    revision.family(),
                    OptionalInt.of(revision.revision()),
                    revision.registered(),
                    revision.changes());
        }
    }

    private final Sleeper sleeper;

    /** @param sleeper between two tries of a read, and of a registration whose answer was lost */
    public RegisterTaskDefinition(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    public Result run(Request request, StepLog log) throws InterruptedException {
        try (AwsClients clients = new AwsClients(request.connection())) {
            TaskDefinitionReader definitions = new TaskDefinitionReader(clients);
            TaskDefinitionTemplate template = template(request.source(), definitions);
            KnownValues known = new KnownValues(
                    clients,
                    request.account(),
                    request.cluster(),
                    new ValueLookup(clients, sleeper, request.readable()));
            RenderInput input = known.addTo(request.input(), template.placeholders(), line -> log.line(STEP, line));
            RenderedTaskDefinition rendered = template.render(input, TaskDefinitionSchemas.fromSdk());
            rendered.notices().forEach(notice -> log.line(STEP, notice.toString()));
            TaskDefinitionRegistrar registrar = new TaskDefinitionRegistrar(clients, sleeper);
            TaskDefinitionPlan plan =
                    registrar.plan(rendered, request.comparedWith().flatMap(definitions::runningIn));
            plan.describeChanges().forEach(line -> log.line(STEP, line));
            zstdWarning(request, rendered, clients).ifPresent(line -> log.line(STEP, line));
            return request.dryRun() ? planned(plan, log) : registered(registrar.register(plan), log);
        }
    }

    private static Optional<String> zstdWarning(Request request, RenderedTaskDefinition rendered, AwsClients clients) {
        String definition = rendered.json().path("containerDefinitions").toString();
        return request.zstdImages().stream().anyMatch(definition::contains)
                ? request.comparedWith().flatMap(new ZstdRuntimes(clients)::warning)
                : Optional.empty();
    }

    private static TaskDefinitionTemplate template(Source source, TaskDefinitionReader definitions) {
        return source instanceof Source.Registered registered
                ? definitions.template(registered.name())
                : ((Source.Template) source).template();
    }

    private static Result registered(RegisteredTaskDefinition revision, StepLog log) {
        log.line(
                STEP,
                revision.registered()
                        ? "Registered " + revision.familyRevision()
                        : "Unchanged: " + revision.familyRevision() + " already has this content");
        return Result.of(revision);
    }

    private static Result planned(TaskDefinitionPlan plan, StepLog log) {
        Optional<RegisteredTaskDefinition> reused = plan.reused();
        String family = plan.rendered().family();
        log.line(
                STEP,
                "Dry run, nothing was registered: "
                        + reused.map(revision -> revision.familyRevision() + " already has this content")
                                .orElse("it would be a new revision of " + family));
        return reused.map(Result::of)
                .orElseGet(() -> new Result(Optional.empty(), family, OptionalInt.empty(), false, plan.changes()));
    }
}
