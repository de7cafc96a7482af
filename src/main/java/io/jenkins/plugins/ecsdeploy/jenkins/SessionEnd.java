package io.jenkins.plugins.ecsdeploy.jenkins;

import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/** Says early when the session that the environment's credentials belong to may end before a wait does. */
final class SessionEnd {

    private static final String THEN =
            "; when it ends, the wait fails and the deployment goes on. Name credentials (credentialsId:) or a role for"
                    + " longer waits.";

    private SessionEnd() {}

    static void tell(AwsConnection connection, StepRun run, Instant deadline) {
        if (!connection.isSessionThatEnds()) {
            return;
        }
        Optional<Instant> end = end(run);
        if (end.isEmpty()) {
            run.line(
                    AwaitSteadyStep.NAME,
                    "The AWS credentials of the environment are a session's that can't be renewed here" + THEN);
        } else if (end.get().isBefore(deadline)) {
            run.line(
                    AwaitSteadyStep.NAME,
                    "The session of the environment's AWS credentials ends at " + end.get()
                            + ", before this wait's time is over at " + deadline + THEN);
        }
    }

    /** As `aws configure export-credentials --format env` and others write it. */
    private static Optional<Instant> end(StepRun run) {
        return Stream.of("AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION")
                .map(name -> run.environment().get(name))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .flatMap(SessionEnd::time);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
