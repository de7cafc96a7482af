package io.jenkins.plugins.ecsdeploy.registration;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Registers again when ECS says "Too many concurrent attempts to create a new revision of the specified family". That is
 * a ClientException and no throttling, so no SDK tries it again (PrefectHQ/prefect issue 16485,
 * cloudposse/terraform-aws-ecs-alb-service-task issue 258). The wait doubles, and a random part of it keeps two builds
 * from meeting again.
 */
public final class RegistrationRetries {

    private static final String CONCURRENT = "Too many concurrent attempts to create a new revision";
    private static final int MAX_TRIES = 8;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(16);

    private final Sleeper sleeper;
    private final RandomGenerator random;

    public RegistrationRetries(Sleeper sleeper, RandomGenerator random) {
        this.sleeper = sleeper;
        this.random = random;
    }

    /** Eight tries over about a minute. */
    public static RegistrationRetries standard() {
        return new RegistrationRetries(Sleeper.SYSTEM, new SplittableRandom());
    }

    /**
     * @param register the call
     * @param lookAgain finds a revision with this content that has come to be in the meantime
     */
    RegisteredTaskDefinition run(
            String family,
            Supplier<RegisteredTaskDefinition> register,
            Supplier<Optional<RegisteredTaskDefinition>> lookAgain)
            throws InterruptedException {
        Duration wait = FIRST_WAIT;
        for (int number = 1; ; number++) {
            try {
                return register.get();
            } catch (AwsCallException failed) {
                boolean concurrent = failed.getMessage().contains(CONCURRENT);
                if (concurrent) {
                    sleeper.sleep(wait.dividedBy(2).plusMillis(random.nextLong(wait.toMillis() / 2)));
                } else if (!failed.isRetryable()) {
                    throw failed;
                }
                Optional<RegisteredTaskDefinition> there = lookAgain.get();
                if (there.isPresent()) {
                    return there.get();
                }
                if (!concurrent) {
                    throw failed;
                }
                if (number == MAX_TRIES) {
                    throw new ServiceRefusedException(
                            "No revision of " + family + " could be registered in " + MAX_TRIES
                                    + " tries: others register revisions of this family all the time. Run the build again, or"
                                    + " give each job a family of its own. " + failed.getMessage());
                }
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            }
        }
    }
}
