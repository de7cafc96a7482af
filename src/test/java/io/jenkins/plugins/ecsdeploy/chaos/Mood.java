package io.jenkins.plugins.ecsdeploy.chaos;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** What kinds of faults a run meets together, and so what may be expected of it. */
enum Mood {
    /** Only what passes, never more than twice in a row: then the build must find out the truth. */
    PASSING(FaultKind.Group.PASSING),
    /** Whatever goes wrong, as often as it likes: the build may give up, but must not say what is not so. */
    ROUGH(FaultKind.Group.PASSING, FaultKind.Group.REFUSING),
    /** What passes, and once other people touch the service. */
    CROWDED(FaultKind.Group.PASSING, FaultKind.Group.OTHERS),
    /** What passes, and the controller is killed now and then. */
    DYING(FaultKind.Group.PASSING, FaultKind.Group.KILLING),
    /** What passes, and a person stops the build, which is to roll back then. */
    ABORTED(FaultKind.Group.PASSING);

    private static final int MOST_IN_A_ROW = 2;

    private final Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);

    Mood(FaultKind.Group... groups) {
        for (FaultKind.Group group : groups) {
            kinds.addAll(FaultKind.of(group));
        }
    }

    /** The mildest that it belongs to. */
    static Mood of(FaultKind kind) {
        return Stream.of(values())
                .filter(mood -> mood.kinds.contains(kind))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a build that gives up, without an outcome, has done wrong. */
    boolean mustFindOut() {
        return this != ROUGH;
    }

    Weather weather(Random random, double rate) {
        int mostInARow = this == ROUGH ? Integer.MAX_VALUE : MOST_IN_A_ROW;
        Weather often = Weather.random(random, rate, kinds, mostInARow, FaultKind.of(FaultKind.Group.OTHERS));
        if (this != CROWDED) {
            return often;
        }
        // Among all kinds, the one that counts here would often not come up at all.
        Weather others = Weather.random(
                random, 0.03, FaultKind.of(FaultKind.Group.OTHERS), 1, FaultKind.of(FaultKind.Group.OTHERS));
        return (number, operation) -> others.next(number, operation).or(() -> often.next(number, operation));
    }
}
