package io.jenkins.plugins.ecsdeploy.operations.setup;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClients;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.verify.DeploymentVerifier;
import io.jenkins.plugins.ecsdeploy.verify.VerifyReport;
import io.jenkins.plugins.ecsdeploy.verify.VerifyReport.Finding;
import io.jenkins.plugins.ecsdeploy.verify.VerifyReport.Severity;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code verifyDeployment}: finds what would make a deployment fail, before anything is changed. */
public final class VerifyDeployment {

    private static final String STEP = StepNames.VERIFY_DEPLOYMENT;

    /**
     * @param taskDefinition that is to be deployed; empty: the one that the service runs
     * @param strategy the API's name of the strategy that is to be used; empty: the service's
     */
    public record Request(
            AwsConnection connection, ServiceRef service, Optional<String> taskDefinition, Optional<String> strategy) {

        /** @param strategy of CodeDeploy, the service and its deployment group decide */
        public static Request of(
                AwsConnection connection,
                ServiceRef service,
                Optional<String> taskDefinition,
                Optional<Strategy> strategy) {
            return new Request(
                    connection,
                    service,
                    taskDefinition,
                    strategy.filter(Strategy.Native.class::isInstance)
                            .map(Strategy.Native.class::cast)
                            .map(Strategy.Native::name));
        }
    }

    /** Each finding as a line. */
    public record Result(ServiceRef service, List<String> faults, List<String> warnings) {

        public Result {
            faults = List.copyOf(faults);
            warnings = List.copyOf(warnings);
        }

        /** @throws VerificationException if there are faults */
        public void requireFaultless() {
            if (!faults.isEmpty()) {
                throw new VerificationException(service, faults);
            }
        }
    }

    private final RegistryClients registries;
    private final Clock clock;
    private final Sleeper sleeper;

    /** @param sleeper between two tries of a read */
    public VerifyDeployment(RegistryClients registries, Clock clock, Sleeper sleeper) {
        this.registries = registries;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    public Result run(Request request, StepLog log) throws InterruptedException {
        try (AwsClients clients = new AwsClients(request.connection())) {
            VerifyReport report = new DeploymentVerifier(clients, registries, clock, sleeper)
                    .verify(request.service(), request.taskDefinition(), request.strategy());
            write("Fault: ", report.of(Severity.FAULT), log);
            write("Warning: ", report.of(Severity.WARNING), log);
            write("Note: ", report.of(Severity.NOTE), log);
            Result result =
                    new Result(request.service(), lines(report.of(Severity.FAULT)), lines(report.of(Severity.WARNING)));
            log.line(
                    STEP,
                    "Verified a deployment of " + request.service() + ": "
                            + count(result.faults().size(), "fault") + ", "
                            + count(result.warnings().size(), "warning"));
            return result;
        }
    }

    private static void write(String begins, List<Finding> findings, StepLog log) {
        findings.forEach(finding -> log.line(STEP, begins + finding));
    }

    private static List<String> lines(List<Finding> findings) {
        return findings.stream().map(Finding::toString).toList();
    }

    private static String count(int number, String what) {
        return number == 0 ? "no " + what + "s" : number == 1 ? "1 " + what : number + " " + what + "s";
    }
}
