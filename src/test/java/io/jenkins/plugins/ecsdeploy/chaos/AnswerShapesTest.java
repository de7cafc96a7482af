package io.jenkins.plugins.ecsdeploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Answers that the service models of ECS and CodeDeploy allow and that neither the simulator nor, so far, AWS gives. Each
 * member absent, each list empty, each word unknown, in each answer of an operation; whatever becomes of the build, it does
 * not break, and it takes nothing for a success that is none. A sample in a plain build, all with {@code -Pchaos}.
 */
class AnswerShapesTest {

    private static final int SAMPLE = 24;

    private final boolean all = Long.getLong("chaos.count") != null;

    @Test
    void whateverAnAnswerLacksIsNoSuccess() {
        List<ChaosRun> runs = List.of("rolling, crashes", "gated, not answered", "CodeDeploy, fails fast").stream()
                .map(Story::named)
                .flatMap(story -> shapes(story).stream().map(shape -> ChaosRun.shaped(story, shape)))
                .toList();
        List<ChaosRun> tried = all ? runs : sample(runs);
        assertThat(tried.parallelStream()
                        .map(ChaosRun::run)
                        .flatMap(run -> run.mismatches().stream()
                                .filter(AnswerShapesTest::isFalse)
                                .map(mismatch -> run + "\n    " + mismatch)))
                .isEmpty();
    }

    @Test
    void listsInPagesOfOneAreReadToTheirEnd() {
        for (Story story : Story.ALL) {
            ChaosRun run = ChaosRun.shaped(story, AnswerShape.PAGES_OF_ONE).run();
            assertThat(run.mismatches()).as(run.details()).isEmpty();
        }
    }

    /** A build that gives up, and says so, has done nothing wrong. */
    private static boolean isFalse(Mismatch mismatch) {
        return mismatch.kind() == Mismatch.Kind.BROKE
                || mismatch.kind() == Mismatch.Kind.WRONG_OUTCOME
                        && mismatch.text().startsWith("GREEN");
    }

    private static Set<AnswerShape> shapes(Story story) {
        Set<AnswerShape> shapes = new LinkedHashSet<>();
        ChaosRun.of(story, Mood.PASSING, Weather.FAIR).run().calls().stream()
                .filter(call -> call.status() == 200)
                .forEach(call -> shapes.addAll(AnswerShape.of(call.operation(), call.answer())));
        return shapes;
    }

    private static List<ChaosRun> sample(List<ChaosRun> runs) {
        return new Random(1).ints(SAMPLE, 0, runs.size()).mapToObj(runs::get).toList();
    }
}
