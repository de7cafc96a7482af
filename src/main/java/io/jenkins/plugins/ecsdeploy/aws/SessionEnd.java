package io.jenkins.plugins.ecsdeploy.aws;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Warns if the session that the environment's credentials belong to may end before a wait does. */
public final class SessionEnd {

    private static final String DEPLOYMENT = "the wait fails and the deployment continues";

    private SessionEnd() {}

    /**
     * The warning to write before a wait begins.
     *
     * @param environment has the session's end in {@code AWS_CREDENTIAL_EXPIRATION} or {@code AWS_SESSION_EXPIRATION}
     * @param deadline when the wait times out
     * @return empty if the credentials last as long as the wait
     */
    public static Optional<String> warning(
            AwsConnection connection, Map<String, String> environment, Instant deadline) {
        return warning(connection, environment, deadline, DEPLOYMENT);
    }

    /**
     * The same for a wait for something else.
     *
     * @param end what happens when they expire
     */
    public static Optional<String> warning(
            AwsConnection connection, Map<String, String> environment, Instant deadline, String end) {
        String then = ". When they do, " + end + ". For longer waits, name credentials (credentialsId:) or a role.";
        if (!connection.isSessionThatEnds()) {
            return Optional.empty();
        }
        Optional<Instant> expires = end(environment);
        if (expires.isEmpty()) {
            return Optional.of(
                    "The AWS credentials of the environment belong to a session that can't be renewed here, and may expire"
                            + " before this wait ends" + then);
        }
        return expires.filter(instant -> instant.isBefore(deadline))
                .map(instant -> "The AWS credentials of the environment expire at " + instant
                        + ", before this wait times out at " + deadline + then);
    }

    /** In the variables that {@code aws configure export-credentials --format env} and other tools set. */
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
