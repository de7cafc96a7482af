package io.jenkins.plugins.ecsdeploy.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.Set;

/** Decides which calls meet which faults; always the same for a seed. */
@FunctionalInterface
interface Weather {

    Weather FAIR = (number, operation) -> Optional.empty();

    /** @param number how many calls came before */
    Optional<FaultKind> next(int number, String operation);

    /** One fault, at one call. */
    static Weather only(int at, FaultKind kind) {
        return (number, operation) -> number == at ? Optional.of(kind) : Optional.empty();
    }

    /** The first calls of an operation meet one fault each. */
    static Weather first(String met, FaultKind... kinds) {
        List<FaultKind> left = new ArrayList<>(List.of(kinds));
        return (number, operation) ->
                operation.equals(met) && !left.isEmpty() ? Optional.of(left.remove(0)) : Optional.empty();
    }

    /**
     * Faults at random.
     *
     * @param rate how many of the calls meet one, 0 to 1
     * @param mostInARow of one operation: a caller who tries again gets through
     * @param once kinds that happen once at most, all together
     */
    static Weather random(Random random, double rate, Set<FaultKind> kinds, int mostInARow, Set<FaultKind> once) {
        List<FaultKind> choice = List.copyOf(new TreeSet<>(kinds));
        Map<String, Integer> inARow = new HashMap<>();
        boolean[] happened = new boolean[1];
        return (number, operation) -> {
            FaultKind kind = choice.get(random.nextInt(choice.size()));
            boolean hits = random.nextDouble() < rate && inARow.getOrDefault(operation, 0) < mostInARow;
            if (!hits || once.contains(kind) && happened[0]) {
                inARow.remove(operation);
                return Optional.empty();
            }
            happened[0] |= once.contains(kind);
            inARow.merge(operation, 1, Integer::sum);
            return Optional.of(kind);
        };
    }
}
