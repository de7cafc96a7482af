package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.aws.AwsRole;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The AWS that a step of a build calls: {@link AwsPrecedence} decides, this asks the build and the configuration. What was
 * decided for a service is used {@linkplain #again again} for all that concerns it later.
 */
public final class AwsConnections {

    private final EcsDeployConfiguration configuration;
    private final JenkinsAwsCredentials kept;

    public AwsConnections() {
        this.configuration = EcsDeployConfiguration.get();
        this.kept = new JenkinsAwsCredentials(configuration::isControllerRoleAllowed);
    }

    /** Decides for a step, and writes one line into its log: which account and region, with whose credentials. */
    public StepAws of(AwsSettings settings, StepRun run, String step) throws AbortException {
        StepAws aws = of(settings, run);
        log(List.of(aws.known()), run, step);
        return aws;
    }

    /** Whether a step, or what the build has set around it, says itself which AWS is meant. */
    public static boolean saysWhere(AwsSettings settings, StepRun run) {
        return !settings.isEmpty() || AwsPrecedence.keys(run.ownEnvironment()).isPresent();
    }

    /** Writes into a step's log which AWS it calls, each once. */
    public static void log(Collection<KnownAws> called, StepRun run, String step) {
        called.stream().distinct().forEach(known -> run.line(step, "AWS: " + known.describe()));
    }

    /** The same without a line. */
    public StepAws of(AwsSettings settings, StepRun run) throws AbortException {
        String job = run.run().getParent().getFullName();
        AwsPrecedence.Decision decision = new AwsPrecedence(
                        settings, configuration.targets().of(settings, job), run.ownEnvironment())
                .decide(configuration.isControllerRoleAllowed());
        AwsConnection connection = connect(decision.aws(), run);
        KnownAws known = CallerAccounts.get()
                .of(connection)
                .map(decision.aws()::inAccount)
                .orElse(decision.aws());
        return new StepAws(known, connection, decision);
    }

    /**
     * Connects to what was decided before, by a step of the same build or by an earlier part of this one.
     *
     * @throws AbortException if the credentials are not there any more, or belong to another account than then
     */
    public AwsConnection again(KnownAws known, StepRun run) throws AbortException {
        AwsConnection connection = connect(known, run);
        Optional<String> refusal = known.refusal(CallerAccounts.get().of(connection));
        if (refusal.isPresent()) {
            throw new AbortException(refusal.get());
        }
        return connection;
    }

    /**
     * Connects to the place that was decided on before; if the credentials of then are not there any more, with those of a
     * target or of the controller which are known to belong to the same account. For Jenkins' own clean-up.
     *
     * @param run null if neither the build nor another one of its job is there
     * @param job the full name of the build's job
     */
    public AwsConnection anyOf(KnownAws known, @CheckForNull StepRun run, String job) throws AbortException {
        try {
            return run == null ? ofJenkins(known, job) : again(known, run);
        } catch (AbortException gone) {
            for (KnownAws other : others(known, job)) {
                AwsConnection connection = ofJenkins(other, job);
                if (CallerAccounts.get().of(connection).equals(known.account())) {
                    return connection;
                }
            }
            throw gone;
        }
    }

    private List<KnownAws> others(KnownAws known, String job) {
        List<KnownAws> others = new ArrayList<>();
        if (known.account().isEmpty()) {
            return others;
        }
        for (TargetSettings target : configuration.targets().all()) {
            boolean isThere = target.hasCredentials() || configuration.isControllerRoleAllowed();
            if (isThere && target.isAllowedFor(job) && target.endpoint().equals(known.endpoint())) {
                others.add(target.in(known.region()));
            }
        }
        return others;
    }

    /** With credentials that need no build. */
    private AwsConnection ofJenkins(KnownAws known, String job) throws AbortException {
        AwsCredentialsProvider credentials =
                switch (known.source()) {
                    case TARGET -> kept.ofTarget(String.valueOf(known.credentialsId()));
                    case CONTROLLER -> controller();
                    default ->
                        throw new AbortException(
                                "The job " + job + " was deleted, and " + known.whose() + " were its own.");
                };
        return AwsConnector.connect(known, credentials, AwsRole.sessionName(job));
    }

    private AwsCredentialsProvider controller() throws AbortException {
        if (!configuration.isControllerRoleAllowed()) {
            throw new AbortException(
                    "The controller's own AWS role may not be used any more. An administrator can allow"
                            + " it under Manage Jenkins, System, Amazon ECS Deploy.");
        }
        return DefaultCredentialsProvider.builder().build();
    }

    private AwsConnection connect(KnownAws known, StepRun run) throws AbortException {
        Run<?, ?> build = run.run();
        String session = AwsRole.sessionName(build.getParent().getFullName() + "-" + build.getNumber());
        return AwsConnector.connect(known, credentials(known, run), session);
    }

    private AwsCredentialsProvider credentials(KnownAws known, StepRun run) throws AbortException {
        return switch (known.source()) {
            case STEP -> kept.ofBuild(String.valueOf(known.credentialsId()), run.run());
            case TARGET -> ofTarget(known, run.run());
            case BUILD ->
                AwsPrecedence.keys(run.ownEnvironment())
                        .map(keys -> (AwsCredentialsProvider) StaticCredentialsProvider.create(keys))
                        .orElseThrow(() -> new AbortException("The build had set AWS credentials around the step that"
                                + " this continues, and there are none here. Put this step inside of the same withAWS"
                                + " or withCredentials, or name credentials in the steps (credentialsId:, target:);"
                                + " those of withCredentials are not kept over a restart of the controller."));
            case CONTROLLER -> controller();
        };
    }

    /** Those of then; if they are gone, those that the target of this name has now. */
    private AwsCredentialsProvider ofTarget(KnownAws known, Run<?, ?> build) throws AbortException {
        try {
            return kept.ofTarget(String.valueOf(known.credentialsId()), build);
        } catch (AbortException gone) {
            Optional<String> now = configuration.targets().all().stream()
                    .filter(target ->
                            known.target().filter(target.name()::equals).isPresent())
                    .flatMap(target -> Optional.ofNullable(target.aws().credentialsId()).stream())
                    .filter(id -> !id.equals(known.credentialsId()))
                    .findFirst();
            if (now.isEmpty()) {
                throw gone;
            }
            return kept.ofTarget(now.get(), build);
        }
    }
}
