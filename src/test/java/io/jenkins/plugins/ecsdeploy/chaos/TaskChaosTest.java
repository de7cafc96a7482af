package io.jenkins.plugins.ecsdeploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.chaos.fault.AnswerShape;
import io.jenkins.plugins.ecsdeploy.chaos.fault.Mood;
import io.jenkins.plugins.ecsdeploy.chaos.fault.Weather;
import io.jenkins.plugins.ecsdeploy.operations.await.WaitTools;
import io.jenkins.plugins.ecsdeploy.operations.task.OneOffTasks;
import io.jenkins.plugins.ecsdeploy.operations.task.RunTask;
import io.jenkins.plugins.ecsdeploy.operations.task.SavedBytes;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState;
import io.jenkins.plugins.ecsdeploy.task.TaskPlan;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * A story with a task: it is run among the faults of the chaos suite, and what the build says is compared with what the
 * simulator knows. {@code -Dchaos.tasks} of them, 60 in a plain build; {@code -Dchaos.task} repeats one and prints all of it.
 */
class TaskChaosTest {

    private static final int SAMPLE = 60;
    private static final int SHAPES = 40;
    private static final double[] RATES = {0.05, 0.15, 0.3};
    private static final Mood[] MOODS = {Mood.PASSING, Mood.DYING, Mood.DYING, Mood.ROUGH};

    @Test
    void aTaskIsStartedOnceAndItsEndIsTheTruth() {
        Long only = Long.getLong("chaos.task");
        LongStream seeds =
                only == null ? LongStream.range(0, Long.getLong("chaos.tasks", SAMPLE)) : LongStream.of(only);
        List<String> wrong = seeds.boxed()
                .parallel()
                .flatMap(seed -> new Run(seed).mismatches(only != null).stream())
                .toList();

        assertThat(wrong).isEmpty();
    }

    /**
     * Almost no member of an answer is required: whatever is absent, no success may come of it. A sample in a plain build, all
     * with {@code -Pchaos}.
     */
    @Test
    void noShapeOfAnAnswerBecomesASuccess() {
        Run fair = new Run(AnswerShape.AS_IT_IS);
        assertThat(fair.mismatches(false)).isEmpty();
        List<AnswerShape> shapes = fair.shapes();
        boolean all = Long.getLong("chaos.count") != null;
        List<AnswerShape> tried = all
                ? shapes
                : new Random(1)
                        .ints(SHAPES, 0, shapes.size())
                        .mapToObj(shapes::get)
                        .toList();
        List<String> wrong = tried.parallelStream()
                .flatMap(shape -> new Run(shape).mismatches(false).stream())
                .toList();

        assertThat(wrong).isEmpty();
    }

    private record Alarm(Instant at, int number, Runnable action) {}

    /** One task, always the same for a seed. */
    private static final class Run {

        private static final int MOST_POLLS = 3000;

        private final long seed;
        private final Mood mood;
        private final Weather weather;
        private final int exitCode;
        private final List<String> log = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();
        private AnswerShape shape = AnswerShape.AS_IT_IS;
        private byte[] saved = new byte[0];
        private int lives;

        /** In fair weather, with exit code 3. */
        Run(AnswerShape shape) {
            this.seed = 0;
            this.shape = shape;
            mood = shape.equals(AnswerShape.AS_IT_IS) ? Mood.PASSING : Mood.ROUGH;
            exitCode = 3;
            weather = Weather.FAIR;
        }

        /** All that the answers of this run could have looked like. */
        List<AnswerShape> shapes() {
            return calls.stream()
                    .filter(call -> !call.answer().isMissingNode())
                    .flatMap(call -> AnswerShape.of(call.operation(), call.answer()).stream())
                    .distinct()
                    .toList();
        }

        Run(long seed) {
            this.seed = seed;
            Random random = new Random(seed);
            mood = MOODS[random.nextInt(MOODS.length)];
            exitCode = random.nextBoolean() ? 0 : 3;
            weather = mood.weather(random, RATES[random.nextInt(RATES.length)]);
        }

        List<String> mismatches(boolean print) {
            try (World world = new World(Story.named("rolling"));
                    FaultProxy proxy = new FaultProxy(world)) {
                proxy.weather(weather);
                proxy.shape(shape);
                Optional<RunTaskState> end = Optional.empty();
                while (end.isEmpty() && wrong.isEmpty() && lives++ < 100) {
                    try {
                        end = new Life(world, proxy).live();
                    } catch (ChaosBuild.Killed killed) {
                        // the next one continues
                    } catch (EcsDeployException gaveUp) {
                        if (mood.mustFindOut() && !proxy.isKilled()) {
                            wrong.add("gave up: " + gaveUp.getMessage());
                        }
                        if (!proxy.isKilled()) {
                            break;
                        }
                    }
                    proxy.startedAgain();
                }
                compare(proxy, end);
                calls.addAll(proxy.calls());
                if (print) {
                    log.forEach(System.out::println);
                    proxy.calls().forEach(System.out::println);
                }
            }
            return wrong.stream()
                    .map(what -> "-Dchaos.task=" + seed + " (" + mood + ", " + shape + "): " + what)
                    .toList();
        }

        private void compare(FaultProxy proxy, Optional<RunTaskState> end) {
            Set<String> started = proxy.calls().stream()
                    .filter(call -> call.is("ecs:RunTask") && call.status() == 200)
                    .flatMap(call ->
                            StreamSupport.stream(call.answer().path("tasks").spliterator(), false))
                    .map(task -> task.path("taskArn").asText())
                    .collect(Collectors.toSet());
            if (started.size() > 1) {
                wrong.add("started " + started);
            }
            List<String> lines =
                    log.stream().filter(line -> line.startsWith("web | ")).toList();
            List<String> all = List.of("web | one", "web | two", "web | three");
            if (!isPartOf(lines, all) || mood == Mood.PASSING && !lines.equals(all)) {
                wrong.add("lines " + lines);
            }
            end.ifPresent(state -> {
                String outcome = state.outcome().map(Enum::name).orElse("none");
                String truth = exitCode == 0 ? "SUCCEEDED" : "FAILED";
                boolean mayGiveUp =
                        !mood.mustFindOut() && Set.of("UNKNOWN", "TIMED_OUT").contains(outcome);
                if (!outcome.equals(truth) && !mayGiveUp) {
                    wrong.add("says " + outcome + ", and it is " + truth + ": " + state.troubles());
                }
            });
            if (end.isEmpty() && mood.mustFindOut() && wrong.isEmpty()) {
                wrong.add("has no end");
            }
        }

        /** In order, each once. */
        private static boolean isPartOf(List<String> some, List<String> all) {
            return all.stream().filter(some::contains).toList().equals(some);
        }

        /** From one start of the controller until it is killed. */
        private final class Life implements OneOffTasks.Listener {

            private final World world;
            private final FaultProxy proxy;
            private final AwsConnection connection;
            private final PriorityQueue<Alarm> alarms =
                    new PriorityQueue<>(Comparator.comparing(Alarm::at).thenComparing(Alarm::number));
            private int number;
            private boolean ended;
            private RuntimeException failure;
            private RunTaskState state;

            Life(World world, FaultProxy proxy) {
                this.world = world;
                this.proxy = proxy;
                this.connection = World.connection(proxy.endpoint());
            }

            Optional<RunTaskState> live() {
                Poller poller = new Poller(
                        world.clock(),
                        () -> new PollSchedule(Duration.ofSeconds(3), Duration.ofSeconds(15)),
                        () -> 100,
                        Runnable::run,
                        (delay, wakeUp) ->
                                alarms.add(new Alarm(world.clock().instant().plus(delay), number++, wakeUp)),
                        () -> 0);
                RunTask runTask = new RunTask(new WaitTools(poller, Runnable::run, world.clock(), this::sleep));
                state = saved.length == 0 ? plan(runTask) : SavedBytes.read(saved, RunTaskState.class);
                runTask.tasks(
                                state,
                                new OneOffTasks.Build(
                                        () -> connection,
                                        Map.of(),
                                        (step, line) -> line(line),
                                        () -> true,
                                        (task, tail) -> {}))
                        .begin(this);
                for (int polls = 0; !ended && !proxy.isKilled(); polls++) {
                    if (polls > MOST_POLLS || alarms.isEmpty()) {
                        throw failure != null ? failure : new IllegalStateException("the wait never ends");
                    }
                    Alarm next = alarms.remove();
                    if (next.at().isAfter(world.clock().instant())) {
                        world.pass(Duration.between(world.clock().instant(), next.at()));
                    }
                    next.action().run();
                }
                if (proxy.isKilled()) {
                    throw new ChaosBuild.Killed();
                }
                if (failure != null) {
                    throw failure;
                }
                return Optional.of(state);
            }

            private RunTaskState plan(RunTask runTask) {
                return runTask.plan(
                        connection,
                        new TaskPlan.Request(
                                WebshopSeed.CLUSTER,
                                "webshop:1",
                                Optional.of(WebshopSeed.SERVICE),
                                TaskPlan.Placement.NONE,
                                TaskPlan.Overrides.command(List.of(
                                        "sh",
                                        "-c",
                                        "echo one; sleep 90; echo two; sleep 90; echo three; exit " + exitCode)),
                                1),
                        "shop-7",
                        new RunTaskState.Terms(
                                world.clock()
                                        .instant()
                                        .plus(Duration.ofMinutes(60))
                                        .toEpochMilli(),
                                true,
                                true,
                                true),
                        (step, line) -> line(line));
            }

            private void sleep(Duration time) {
                if (proxy.isKilled()) {
                    throw new ChaosBuild.Killed();
                }
                world.pass(time);
            }

            /** What a dead process prints is not printed. */
            private void line(String text) {
                if (!proxy.isKilled()) {
                    log.add(text);
                }
            }

            @Override
            public void save(Runnable then) {
                if (!proxy.isKilled()) {
                    saved = SavedBytes.write(state);
                    then.run();
                }
            }

            @Override
            public void ended() {
                ended = true;
            }

            @Override
            public void failed(RuntimeException why) {
                failure = why;
                ended = true;
            }
        }
    }
}
