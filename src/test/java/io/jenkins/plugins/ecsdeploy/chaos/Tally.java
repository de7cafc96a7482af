package io.jenkins.plugins.ecsdeploy.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts what many runs met and found. */
final class Tally {

    private final Map<String, Integer> kinds = new TreeMap<>();
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
            wrong.add(run + "\n    " + mismatch);
            System.out.println("chaos: " + mismatch + "\n" + run.details());
        }
    }

    long faults() {
        return faults;
    }

    /** Each a run, and what is not so. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    void print() {
        System.out.println("chaos: " + runs + " deployments met " + faults + " faults: " + kinds);
    }
}
