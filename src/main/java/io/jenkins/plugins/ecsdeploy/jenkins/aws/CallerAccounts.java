package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Computer;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Which account a caller belongs to: from its role's ARN, else from STS, which needs no permission but a route to it. A key
 * never changes its account, so an answer is kept; where STS can't be reached the account stays unknown for a while.
 */
@Extension
public final class CallerAccounts implements ExtensionPoint {

    private static final Duration KEEP = Duration.ofHours(1);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(5);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Logger LOGGER = Logger.getLogger(CallerAccounts.class.getName());

    private record Known(Optional<String> account, Instant until) {}

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();

    static CallerAccounts get() {
        return ExtensionList.lookupSingleton(CallerAccounts.class);
    }

    /** The account of a role: a session of it is a caller of that account. */
    static Optional<String> ofRole(String roleArn) {
        return Arn.parse(roleArn).map(Arn::account).filter(account -> !account.isEmpty());
    }

    /** Empty if it can't be found out, or not soon: a Pipeline's own thread may be waiting. */
    Optional<String> of(AwsConnection connection) {
        if (connection.role().isPresent()) {
            return ofRole(connection.role().get().arn());
        }
        Future<Optional<String>> answer = Computer.threadPoolForRemoting.submit(() -> find(connection));
        try {
            return answer.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notFound) {
            LOGGER.log(Level.FINE, "The account of a caller could not be found out", notFound);
        }
        answer.cancel(true);
        return Optional.empty();
    }

    private Optional<String> find(AwsConnection connection) {
        try (AwsClients clients = new AwsClients(connection)) {
            Instant now = clock.instant();
            known.values().removeIf(entry -> !now.isBefore(entry.until()));
            return known.computeIfAbsent(clients.callerFingerprint(), caller -> asked(clients, now))
                    .account();
        }
    }

    private static Known asked(AwsClients clients, Instant now) {
        try {
            Optional<String> account =
                    Arn.parse(clients.callerArn(LONGEST_CALL)).map(Arn::account);
            return new Known(account, now.plus(KEEP));
        } catch (EcsDeployException unreachable) {
            return new Known(Optional.empty(), now.plus(TRY_AGAIN));
        }
    }
}
