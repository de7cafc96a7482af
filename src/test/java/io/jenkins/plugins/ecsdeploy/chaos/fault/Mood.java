package io.jenkins.plugins.ecsdeploy.chaos.fault;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** What kinds of faults a run meets together, and so what may be expected of it. */
public enum Mood {
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
    private static final double OTHERS_RATE = 0.03;

    private final Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);

    Mood(FaultKind.Group... groups) {
        for (FaultKind.Group group : groups) {
            kinds.addAll(FaultKind.of(group));
        }
    }

    /** The mildest that it belongs to. */
    public static Mood of(FaultKind kind) {
        return Stream.of(values())
                .filter(mood -> mood.kinds.contains(kind))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a build that gives up, without an outcome, has done wrong. */
    public boolean mustFindOut() {
        return this != ROUGH;
    }

    public Weather weather(Random random, double rate) {
        int mostInARow = this == ROUGH ? Integer.MAX_VALUE : MOST_IN_A_ROW;
        if (this != CROWDED) {
            return Weather.random(random, rate, kinds, mostInARow);
        }
        Weather passing = Weather.random(random, rate, FaultKind.of(FaultKind.Group.PASSING), mostInARow);
        Weather others = Weather.random(random, OTHERS_RATE, FaultKind.of(FaultKind.Group.OTHERS), 1);
        return (number, operation) -> others.next(number, operation).or(() -> passing.next(number, operation));
    }
}
