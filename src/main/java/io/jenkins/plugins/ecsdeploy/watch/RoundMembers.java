package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureDiagnosis;
import io.jenkins.plugins.ecsdeploy.watch.state.Answers;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The waits of one round. One whose poll fails is out of the round, and the others stay in. */
final class RoundMembers {

    private final List<DeploymentWatch> all;
    private final Set<DeploymentWatch> out = new HashSet<>();
    private boolean throttled;

    RoundMembers(Collection<DeploymentWatch> watches) {
        all = List.copyOf(watches);
    }

    /** Those that are still in the round, of all. */
    List<DeploymentWatch> of(Predicate<DeploymentWatch> wanted) {
        return of(all, wanted);
    }

    /** Those that are still in the round, of some. */
    List<DeploymentWatch> of(List<DeploymentWatch> some, Predicate<DeploymentWatch> wanted) {
        return some.stream()
                .filter(watch -> !out.contains(watch))
                .filter(wanted)
                .toList();
    }

    /** @return those for which it was done without a failure */
    List<DeploymentWatch> each(Predicate<DeploymentWatch> wanted, Consumer<DeploymentWatch> step) {
        List<DeploymentWatch> some = of(wanted);
        for (DeploymentWatch watch : some) {
            try {
                step.accept(watch);
            } catch (RuntimeException failed) {
                failed(watch, failed);
            }
        }
        return of(some, watch -> true);
    }

    /** Gives each its answer, or its failure. One that has neither stays as it was. */
    <K, V> void take(
            List<DeploymentWatch> asked,
            Function<DeploymentWatch, K> name,
            Answers<K, V> answers,
            BiConsumer<DeploymentWatch, V> take) {
        for (DeploymentWatch watch : asked) {
            K key = name.apply(watch);
            answers.of(key).ifPresent(found -> take.accept(watch, found));
            answers.failure(key).ifPresent(why -> failed(watch, why));
        }
    }

    void failed(DeploymentWatch watch, RuntimeException why) {
        out.add(watch);
        throttled |= why instanceof AwsCallException call && call.kind() == AwsCallException.Kind.THROTTLED;
        watch.pollFailed(why).ifPresent(over -> watch.end(over, Optional.empty(), FailureDiagnosis.NONE));
    }

    /** Whether AWS refused a call because there were too many. */
    boolean wasThrottled() {
        return throttled;
    }
}
