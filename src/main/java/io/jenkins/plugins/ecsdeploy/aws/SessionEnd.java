package io.jenkins.plugins.ecsdeploy.aws;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says early when the session that the environment's credentials belong to may end before a wait does. */
public final class SessionEnd {

    private static final String THEN =
            "; when it ends, the wait fails and the deployment goes on. Name credentials (credentialsId:) or a role for"
                    + " longer waits.";

    private SessionEnd() {}

    /**
     * What to say before a wait begins.
     *
     * @param environment tells when the session ends, in {@code AWS_CREDENTIAL_EXPIRATION} or {@code AWS_SESSION_EXPIRATION}
     * @param deadline when the wait's time is over
     * @return empty where the credentials last as long as the wait
     */
    public static Optional<String> warning(
            AwsConnection connection, Map<String, String> environment, Instant deadline) {
        if (!connection.isSessionThatEnds()) {
            return Optional.empty();
        }
        Optional<Instant> end = end(environment);
        if (end.isEmpty()) {
            return Optional.of(
                    "The AWS credentials of the environment are a session's that can't be renewed here" + THEN);
        }
        return end.filter(instant -> instant.isBefore(deadline))
                .map(instant -> "The session of the environment's AWS credentials ends at " + instant
                        + ", before this wait's time is over at " + deadline + THEN);
    }

    /** As {@code aws configure export-credentials --format env} and others write it. */
    private static Optional<Instant> end(Map<String, String> environment) {
        return Stream.of("AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION")
                .flatMap(name -> Stream.ofNullable(environment.get(name)))
                .flatMap(text -> time(text).stream())
                .findFirst();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
