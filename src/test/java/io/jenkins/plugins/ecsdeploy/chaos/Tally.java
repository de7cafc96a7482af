package io.jenkins.plugins.ecsdeploy.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts what many runs met and found. */
final class Tally {

    private static final List<KnownMismatch> KNOWN = KnownMismatch.stillThere();

    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Map<String, Integer> excused = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private long faults;
    private int runs;

    /** Runs them on all cores. */
    void add(Stream<ChaosRun> planned) {
        planned.toList().parallelStream().map(ChaosRun::run).toList().forEach(this::add);
    }

    private void add(ChaosRun run) {
        runs++;
        faults += run.faults();
        run.calls().forEach(call -> call.fault().ifPresent(kind -> kinds.merge(kind.name(), 1, Integer::sum)));
        for (Mismatch mismatch : run.mismatches()) {
            KNOWN.stream()
                    .filter(one -> one.describes(mismatch))
                    .findFirst()
                    .ifPresentOrElse(one -> excused.merge(one.name(), 1, Integer::sum), () -> unknown(run, mismatch));
        }
    }

    private void unknown(ChaosRun run, Mismatch mismatch) {
        wrong.add(run + "\n    " + mismatch);
        System.out.println("chaos: " + mismatch + "\n" + run.details());
    }

    long faults() {
        return faults;
    }

    /** What nobody knew of: the run, and what is not so. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    void print() {
        System.out.println("chaos: " + runs + " deployments met " + faults + " faults: " + kinds);
        excused.forEach((name, times) -> System.out.println("chaos: known, " + times + " times: " + name));
        KnownMismatch.ALL.stream()
                .filter(one -> !KNOWN.contains(one))
                .forEach(fixed -> System.out.println("chaos: fixed, delete it from KnownMismatch: " + fixed.name()));
    }
}
