package io.jenkins.plugins.ecsdeploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Deployments among faults: {@code -Dchaos.count} of them, with the seed {@code -Dchaos.seed}; {@code -Dchaos.run} repeats a
 * single run and prints all of it. The profile {@code chaos} meets ten thousand faults with a random seed, which is printed.
 */
class ChaosTest {

    private static final long SAMPLE = 200;

    /** Null in a plain build: then the test is short and always the same. */
    private final Long count = Long.getLong("chaos.count");

    private final Long only = Long.getLong("chaos.run");
    private final long seed = Long.getLong("chaos.seed", count == null ? 1 : System.nanoTime());

    @Test
    void aBuildSaysWhatIsSoWhateverItMeets() {
        if (only != null) {
            ChaosRun run = ChaosRun.seeded(only).run();
            System.out.println(run.details());
            assertThat(run.mismatches()).isEmpty();
            return;
        }
        long wanted = count == null ? SAMPLE : count;
        System.out.println("chaos: -Dchaos.count=" + wanted + " -Dchaos.seed=" + seed);
        Random random = new Random(seed);
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> kinds = new TreeMap<>();
        long faults = 0;
        int runs = 0;
        while (faults < wanted) {
            ChaosRun run = ChaosRun.seeded(random.nextLong()).run();
            runs++;
            faults += run.faults();
            run.calls().forEach(call -> call.fault().ifPresent(kind -> kinds.merge(kind.name(), 1, Integer::sum)));
            run.mismatches().forEach(mismatch -> wrong.add(run + "\n    " + mismatch));
        }
        System.out.println("chaos: " + runs + " deployments met " + faults + " faults: " + kinds);
        assertThat(wrong).as("-Dchaos.seed=%s", seed).isEmpty();
    }

    @Test
    void withoutFaultsEachDeploymentEndsAsItShould() {
        for (Story story : Story.ALL) {
            ChaosRun run = ChaosRun.of(story, Mood.PASSING, Weather.FAIR).run();
            assertThat(run.mismatches()).as(run.details()).isEmpty();
        }
    }

    /** Each change that a deployment makes, and each kind of fault there alone. */
    @Test
    void oneFaultAtAChangeIsSurvived() {
        List<String> wrong = new ArrayList<>();
        int runs = 0;
        for (Story story : Story.ALL) {
            List<Call> calls = ChaosRun.of(story, Mood.PASSING, Weather.FAIR).run().calls();
            for (Call change : calls.stream().filter(Call::isMutating).toList()) {
                for (FaultKind kind : FaultKind.values()) {
                    Mood mood = Mood.of(kind);
                    long t0 = System.nanoTime();
                    ChaosRun run = ChaosRun.of(story, mood, Weather.only(change.number(), kind)).run();
                    System.out.println((System.nanoTime() - t0) / 1000000 + " ms " + run + " " + change.operation() + " " + kind + " calls " + run.calls().size());
                    run.mismatches().forEach(System.out::println);
                    runs++;
                    run.mismatches().forEach(mismatch -> wrong.add(run + " " + change.operation() + " " + kind + "\n    " + mismatch));
                }
            }
        }
        System.out.println("chaos: " + runs + " single faults");
        assertThat(wrong).isEmpty();
    }
}
