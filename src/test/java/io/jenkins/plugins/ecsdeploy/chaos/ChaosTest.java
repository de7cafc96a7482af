package io.jenkins.plugins.ecsdeploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.plugins.ecsdeploy.chaos.fault.FaultKind;
import io.jenkins.plugins.ecsdeploy.chaos.fault.Mood;
import io.jenkins.plugins.ecsdeploy.chaos.fault.Weather;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Deployments among faults: {@code -Dchaos.count} of them, with the seed {@code -Dchaos.seed}; {@code -Dchaos.run} repeats one
 * deployment and prints all of it. The profile {@code chaos} meets ten thousand faults with a random seed, which is printed.
 */
class ChaosTest {

    private static final long SAMPLE = 150;
    private static final int AT_A_TIME = 8;

    /** Null in a plain build: then the test is short and always the same. */
    private final Long count = Long.getLong("chaos.count");

    private final Long only = Long.getLong("chaos.run");
    private final long seed = Long.getLong("chaos.seed", count == null ? 1 : System.nanoTime());
    private final Tally tally = new Tally();

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
        while (tally.faults() < wanted) {
            tally.add(Stream.generate(random::nextLong).limit(AT_A_TIME).map(ChaosRun::seeded));
        }
        tally.print();
        assertThat(tally.wrong()).as("-Dchaos.seed=%s", seed).isEmpty();
    }

    /** In a plain build only with lost answers. */
    @Test
    void aFaultAtAnyChangeLosesNothing() {
        assumeThat(only).isNull();
        FaultKind[] kinds = count == null ? new FaultKind[] {FaultKind.CUT_AFTER} : FaultKind.values();
        tally.add(Story.ALL.stream()
                .flatMap(story -> changes(story)
                        .flatMap(change -> Stream.of(kinds)
                                .map(kind -> ChaosRun.of(story, Mood.of(kind), Weather.only(change.number(), kind))))));
        tally.print();
        assertThat(tally.wrong()).isEmpty();
    }

    /** Found by a random run: the rollback looked some calls before it was sent. */
    @Test
    void aRollbackLooksForAnotherUpdateDirectlyBeforeIt() {
        assumeThat(only).isNull();
        Story story = Story.named("rolling, crashes, rolled back by the build");
        Call rollback = changes(story).reduce((earlier, later) -> later).orElseThrow();
        for (int before = 1; before <= 6; before++) {
            ChaosRun run = ChaosRun.of(
                            story,
                            Mood.CROWDED,
                            Weather.only(rollback.number() - before, FaultKind.OTHER_UPDATE_BEFORE))
                    .run();
            assertThat(run.mismatches()).as(run.details()).isEmpty();
        }
    }

    /** What it changes if nothing goes wrong, which is compared with the truth too. */
    private static Stream<Call> changes(Story story) {
        ChaosRun fair = ChaosRun.of(story, Mood.PASSING, Weather.FAIR).run();
        assertThat(fair.mismatches()).as(fair.details()).isEmpty();
        return fair.calls().stream().filter(Call::isMutating);
    }
}
