package io.jenkins.plugins.ecsdeploy.chaos.fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Decides which calls meet which faults; always the same for a seed. */
@FunctionalInterface
public interface Weather {

    Weather FAIR = new Named("fair weather", (number, operation) -> Optional.empty());

    /** @param number how many calls came before */
    Optional<FaultKind> next(int number, String operation);

    /** One fault, at one call. */
    static Weather only(int at, FaultKind kind) {
        return new Named(
                kind + " at call #" + at, (number, operation) -> number == at ? Optional.of(kind) : Optional.empty());
    }

    /** One that says what it is. */
    record Named(String name, Weather weather) implements Weather {

        @Override
        public Optional<FaultKind> next(int number, String operation) {
            return weather.next(number, operation);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** @param which of an operation's calls meets it: 1 for the first */
    static Weather at(String met, int which, FaultKind kind) {
        int[] seen = new int[1];
        return new Named(
                kind + " at " + met + " no. " + which,
                (number, operation) ->
                        operation.equals(met) && ++seen[0] == which ? Optional.of(kind) : Optional.empty());
    }

    /**
     * Faults at random.
     *
     * @param rate how many of the calls meet one, 0 to 1
     * @param mostInARow of one operation: a caller who tries again gets through
     */
    static Weather random(Random random, double rate, Set<FaultKind> kinds, int mostInARow) {
        List<FaultKind> choice = List.copyOf(new TreeSet<>(kinds));
        Map<String, Integer> inARow = new HashMap<>();
        return (number, operation) -> {
            FaultKind kind = choice.get(random.nextInt(choice.size()));
            boolean hits = random.nextDouble() < rate && inARow.getOrDefault(operation, 0) < mostInARow;
            if (!hits) {
                inARow.remove(operation);
                return Optional.empty();
            }
            inARow.merge(operation, 1, Integer::sum);
            return Optional.of(kind);
        };
    }
}
