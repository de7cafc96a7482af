package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was read for many names in as few calls as the API allows: for each name a state, or why there is none. A name
 * that the API did not answer has neither.
 */
public final class Answers<K, V> {

    private final Map<K, V> found = new HashMap<>();
    private final Map<K, RuntimeException> failures = new HashMap<>();

    Answers() {}

    /**
     * Reads in batches. A call that is refused is made again for each name alone, because one name that is not allowed
     * or missing may be why.
     *
     * @param most how many names one call takes
     */
    static <K, V> Answers<K, V> inBatches(Collection<K> names, int most, Function<List<K>, Answers<K, V>> call) {
        List<K> all = names.stream().distinct().toList();
        Answers<K, V> answers = new Answers<>();
        for (int from = 0; from < all.size(); from += most) {
            List<K> batch = all.subList(from, Math.min(from + most, all.size()));
            try {
                answers.add(call.apply(batch));
            } catch (RuntimeException failed) {
                if (batch.size() > 1 && mayBeForOne(failed)) {
                    answers.add(inBatches(batch, 1, call));
                } else {
                    batch.forEach(name -> answers.failed(name, failed));
                }
            }
        }
        return answers;
    }

    private static boolean mayBeForOne(RuntimeException failed) {
        return failed instanceof AwsCallException call
                && (call.kind() == AwsCallException.Kind.ACCESS_DENIED || call.kind() == AwsCallException.Kind.REFUSED);
    }

    public Optional<V> of(K name) {
        return Optional.ofNullable(found.get(name));
    }

    public Optional<RuntimeException> failure(K name) {
        return Optional.ofNullable(failures.get(name));
    }

    void found(K name, V value) {
        found.put(name, value);
    }

    void failed(K name, RuntimeException why) {
        failures.put(name, why);
    }

    void add(Answers<K, V> others) {
        found.putAll(others.found);
        failures.putAll(others.failures);
    }
}
