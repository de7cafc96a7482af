package io.jenkins.plugins.ecsdeploy.simulator.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Faults that a test scripts. An operation is named {@code ecs:UpdateService} for an AWS call and
 * {@code registry:PATCH /v2/webshop/blobs/uploads/…} for the registry, followed by {@code  Content-Range: 0-1023} for a
 * chunk. Thread-safe.
 */
public final class Faults {

    /** What happens to a request that meets a fault. */
    public sealed interface Fault {}

    /** The service answers with an error. */
    public record Answer(AwsError error) implements Fault {}

    /** A proxy in front of the registry answers with a page of its own. */
    public record HtmlPage(int status) implements Fault {}

    /** The connection is closed after this many bytes of the request's body, without an answer. */
    public record Drop(long afterBodyBytes) implements Fault {}

    /** The service does what was asked, and the connection is closed without an answer. AWS calls in JSON only. */
    public record LostAnswer() implements Fault {}

    /**
     * The service does what was asked and answers as it did before: a read as the same one was answered last,
     * UpdateService with the service as it was described last (ecspresso #945 reports such an answer). AWS calls in JSON only.
     */
    public record StaleAnswer() implements Fault {}

    /** The registry does what it was asked, and the connection is closed before its answer. */
    public record LoseAnswer() implements Fault {}

    /** The registry's answer breaks off after this many bytes of its body. */
    public record CutAnswer(long afterBodyBytes) implements Fault {}

    /** The registry does what it was asked and never answers. */
    public record NeverAnswer() implements Fault {}

    /** The registry does what it was asked and names another digest. */
    public record WrongDigest() implements Fault {}

    private static final class Rule {
        final Pattern operation;
        final Fault fault;
        int left;

        Rule(Pattern operation, Fault fault, int left) {
            this.operation = operation;
            this.fault = fault;
            this.left = left;
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private long met;

    /** The next {@code times} requests whose operation matches the whole pattern meet the fault. */
    public synchronized Faults next(int times, String operationPattern, Fault fault) {
        rules.add(new Rule(Pattern.compile(operationPattern), fault, times));
        return this;
    }

    /** Every request whose operation matches meets the fault. */
    public Faults always(String operationPattern, Fault fault) {
        return next(Integer.MAX_VALUE, operationPattern, fault);
    }

    /** As IAM refuses: the message names the action that is missing. */
    public Faults deny(String action) {
        return always(
                Pattern.quote(action),
                new Answer(AwsError.client(
                        "AccessDeniedException",
                        "User: arn:aws:sts::123456789012:assumed-role/jenkins/build is not authorized to perform: "
                                + action + " because no identity-based policy allows the " + action + " action")));
    }

    public static Fault throttled() {
        return new Answer(AwsError.client("ThrottlingException", "Rate exceeded"));
    }

    public static Fault expiredToken() {
        return new Answer(
                AwsError.client("ExpiredTokenException", "The security token included in the request is expired"));
    }

    public static Fault serverError() {
        return new Answer(new AwsError(500, "ServerException", "Service Unavailable. Please try again later."));
    }

    /** Carried out, but the answer is lost. */
    public static Fault answerLost() {
        return new LostAnswer();
    }

    /** Carried out, but answered with the state from before. */
    public static Fault stale() {
        return new StaleAnswer();
    }

    public static Fault drop() {
        return new Drop(0);
    }

    /** How many requests met a fault so far. */
    public synchronized long met() {
        return met;
    }

    public synchronized void clear() {
        rules.clear();
    }

    /** Takes the fault that the next request of this operation meets, if there is one. */
    public synchronized Optional<Fault> take(String operation) {
        for (Rule rule : rules) {
            if (rule.left > 0 && rule.operation.matcher(operation).matches()) {
                rule.left--;
                met++;
                return Optional.of(rule.fault);
            }
        }
        return Optional.empty();
    }
}
