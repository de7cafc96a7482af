package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.ShopStacks;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the rehearsal. */
@Command(
        name = "rehearsal",
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = {
            "Takes a container image into an Amazon ECS service: push, register, update, await.",
            "Without options it rehearses docs/examples/webshop blue/green on a simulated AWS of its own.",
            ""
        },
        customSynopsis = "mvn -q test-compile exec:java -Dexec.args=\"[OPTIONS]\"",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Exit code: 0 when the deployment succeeded or nothing had to change, 1 when it did not, 2 for a wrong option.",
            "",
            "Examples:",
            "  mvn -q test-compile exec:java -Dexec.args=\"--scenario crash\"",
            "  mvn -q test-compile exec:java -Dexec.args=\"--gated continue\"",
            "  mvn -q test-compile exec:java -Dexec.args=\"--run-task sh -c 'echo migrating; sleep 20'\"",
            "  mvn -q test-compile exec:java -Dexec.args=\"--template deploy/taskdef.json --archive image.tar"
                    + " --container web --values STAGE=test --strategy rolling\"",
            "  mvn -q test-compile exec:java -Dexec.args=\"--endpoint http://127.0.0.1:4590\"",
        })
final class RehearsalOptions {

    private static final int MAX_SPEED = 10_000;
    private static final int MAX_BAKE_MINUTES = 1440;
    private static final String NOTHING_TEMPLATE = "docs/infrastructure/taskdef.json";
    private static final String WEBSHOP_TEMPLATE = "docs/examples/webshop/taskdef.json";

    @Option(
            names = "--template",
            paramLabel = "FILE",
            defaultValue = WEBSHOP_TEMPLATE,
            description = "Task definition template in JSON. Default: ${DEFAULT-VALUE}")
    Path template;

    @ArgGroup
    Source source = new Source();

    /** Which image to push: at most one of the two. */
    static final class Source {
        @Option(
                names = "--archive",
                paramLabel = "FILE",
                description = "Image to push: a docker-archive, or an OCI layout as tar or directory."
                        + " Default: a small image made on the spot")
        Path archive;

        @Option(
                names = "--image",
                paramLabel = "NAME",
                description = "Image to push: a tag or an id in the local Docker Engine")
        String image;
    }

    @Option(
            names = "--container",
            paramLabel = "NAME",
            defaultValue = "web",
            description = "Container that gets the image. Default: ${DEFAULT-VALUE}")
    String container;

    @Option(
            names = "--values",
            arity = "1..*",
            paramLabel = "NAME=VALUE",
            description = "Values for the template's placeholders, before the environment's variables")
    Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--readable",
            arity = "1..*",
            paramLabel = "NAME",
            description =
                    "What templates may take from AWS, as a deployment target lists it: parameters, secrets, stacks, and paths"
                            + " above them. Default: nothing")
    List<String> readable = List.of();

    @Option(names = "--tag", paramLabel = "TAG", defaultValue = "rehearsal", description = "Default: ${DEFAULT-VALUE}")
    String tag;

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            defaultValue = "webshop",
            description = "ECR repository. Default: ${DEFAULT-VALUE}")
    String repository;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "rehearsal",
            description = "Default: ${DEFAULT-VALUE}")
    String cluster;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = "webshop",
            description = "Default: ${DEFAULT-VALUE}")
    String service;

    @Option(names = "--desired-count", paramLabel = "TASKS", description = "Default: unchanged")
    Integer desiredCount;

    @Option(
            names = "--strategy",
            paramLabel = "rolling|blue-green",
            defaultValue = "blue-green",
            description = "Default: ${DEFAULT-VALUE}")
    StrategyName strategy;

    @Option(
            names = "--bake-minutes",
            paramLabel = "MINUTES",
            defaultValue = "5",
            description =
                    "How long both revisions run after the traffic has moved (blue-green). Default: ${DEFAULT-VALUE}")
    int bakeMinutes;

    @Option(
            names = "--gated",
            paramLabel = "continue|rollback",
            description =
                    "Pause when test traffic reaches the new tasks and production traffic doesn't yet, ask the load"
                            + " balancer whether all is well, and continue or roll back (blue-green). Default: no pause")
    GateAction gated;

    @Option(
            names = "--from-nothing",
            description =
                    "Begin with an empty account: make docs/infrastructure, apply its service, verify, and deploy twice")
    boolean fromNothing;

    @Option(
            names = "--run-task",
            arity = "1..*",
            paramLabel = "WORD",
            description =
                    "Run this command as a one-off task of the new revision before the service is updated, such as sh -c"
                            + " \"echo migrating; sleep 20\"; if it fails, nothing is deployed. Default: none")
    List<String> runTask = List.of();

    @Option(
            names = "--scenario",
            paramLabel = "healthy|crash|unhealthy|no-capacity|pull-error",
            defaultValue = "healthy",
            description = "What the simulated AWS lets happen to the new tasks. Default: ${DEFAULT-VALUE}")
    ScenarioName scenario;

    @Option(
            names = "--on-failure",
            paramLabel = "fail|rollback",
            defaultValue = "fail",
            description =
                    "What happens if the deployment fails and ECS does not roll it back: nothing, or the previous task"
                            + " definition is deployed again. Default: ${DEFAULT-VALUE}")
    OnFailure onFailure;

    @Option(
            names = "--timeout-minutes",
            paramLabel = "MINUTES",
            defaultValue = "30",
            description = "How long each awaitSteady waits. Default: ${DEFAULT-VALUE}")
    int timeoutMinutes;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "60",
            description = "How many times faster than real time the simulated AWS runs. Default: ${DEFAULT-VALUE}")
    double speed;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Deploy to another AWS endpoint instead: a simulator that runs alone, or real AWS")
    URI endpoint;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            defaultValue = "us-east-1",
            description = "Default: ${DEFAULT-VALUE}")
    String region;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "target/rehearsal/report.html",
            description = "Where the report is written. Default: ${DEFAULT-VALUE}")
    Path report;

    @Spec
    private CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "Shows this and ends")
    boolean help;

    /** @throws ParameterException if the options contradict each other */
    void check() {
        if (fromNothing) {
            if (endpoint != null) {
                throw wrong(
                        "--from-nothing makes its stacks in the rehearsal's own simulator, not at another --endpoint.");
            }
            template = template.equals(Path.of(WEBSHOP_TEMPLATE)) ? Path.of(NOTHING_TEMPLATE) : template;
            cluster = ShopStacks.CLUSTER;
        }
        if (gated != null && strategy == StrategyName.ROLLING) {
            throw wrong("--gated needs traffic that moves: --strategy blue-green, not rolling.");
        }
        if (endpoint != null && scenario != ScenarioName.HEALTHY) {
            throw wrong("--scenario directs the rehearsal's own simulator; it does nothing at another --endpoint.");
        }
        if (timeoutMinutes < 1) {
            throw wrong("--timeout-minutes must be 1 or more, not " + timeoutMinutes + ".");
        }
        if (!(speed > 0 && speed <= MAX_SPEED)) {
            throw wrong("--speed must be above 0 and at most " + MAX_SPEED + ", not " + speed + ".");
        }
        if (bakeMinutes < 0 || bakeMinutes > MAX_BAKE_MINUTES) {
            throw wrong("--bake-minutes must be from 0 to " + MAX_BAKE_MINUTES + ", not " + bakeMinutes + ".");
        }
        if (!region.matches("[a-z0-9-]+")) {
            throw wrong("--region must read like eu-central-1, not \"" + region + "\".");
        }
        if (endpoint != null
                && (endpoint.getHost() == null
                        || !String.valueOf(endpoint.getScheme()).matches("https?"))) {
            throw wrong("--endpoint must read http://HOST:PORT or https://HOST, not " + endpoint + ".");
        }
        if (desiredCount != null && desiredCount < 0) {
            throw wrong("--desired-count must be 0 or more, not " + desiredCount + ".");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
