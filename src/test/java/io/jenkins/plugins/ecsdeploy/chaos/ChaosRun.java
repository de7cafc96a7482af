package io.jenkins.plugins.ecsdeploy.chaos;

import io.jenkins.plugins.ecsdeploy.chaos.fault.AnswerShape;
import io.jenkins.plugins.ecsdeploy.chaos.fault.Mood;
import io.jenkins.plugins.ecsdeploy.chaos.fault.Weather;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One deployment among faults: always the same for a seed, a failed comparison included. */
final class ChaosRun {

    private static final List<Mood> MOODS = List.of(
            Mood.PASSING,
            Mood.PASSING,
            Mood.PASSING,
            Mood.CROWDED,
            Mood.CROWDED,
            Mood.DYING,
            Mood.DYING,
            Mood.ROUGH,
            Mood.ROUGH,
            Mood.ABORTED);

    private static final double[] RATES = {0.03, 0.1, 0.3};

    private final String name;
    private final Story story;
    private final Mood mood;
    private final Weather weather;
    private final int abortAtPoll;
    private final boolean saveComesTooLate;
    private AnswerShape shape = AnswerShape.AS_IT_IS;
    private final List<Mismatch> mismatches = new ArrayList<>();
    private List<Call> calls = List.of();
    private String said = "";

    private ChaosRun(String name, Story story, Mood mood, Weather weather, int abortAtPoll, boolean saveComesTooLate) {
        this.name = name;
        this.story = story;
        this.mood = mood;
        this.weather = weather;
        this.abortAtPoll = abortAtPoll;
        this.saveComesTooLate = saveComesTooLate;
    }

    /** Story, mood and faults are drawn. */
    static ChaosRun seeded(long seed) {
        Random random = new Random(seed);
        Story story = Story.ALL.get(random.nextInt(Story.ALL.size()));
        Mood mood = MOODS.get(random.nextInt(MOODS.size()));
        int abortAtPoll = mood == Mood.ABORTED ? 1 + random.nextInt(40) : 0;
        boolean saveComesTooLate = random.nextInt(4) == 0;
        Weather weather = mood.weather(random, RATES[random.nextInt(RATES.length)]);
        return new ChaosRun("-Dchaos.run=" + seed, story, mood, weather, abortAtPoll, saveComesTooLate);
    }

    /** These faults and no others. */
    static ChaosRun of(Story story, Mood mood, Weather weather) {
        return new ChaosRun(weather.toString(), story, mood, weather, 0, false);
    }

    /** In fair weather a person stops the build. */
    static ChaosRun aborted(Story story, int atPoll) {
        return new ChaosRun("stopped at poll " + atPoll, story, Mood.ABORTED, Weather.FAIR, atPoll, false);
    }

    /** All answers have this shape: then a build may give up. */
    static ChaosRun shaped(Story story, AnswerShape shape) {
        boolean isPaged = shape.equals(AnswerShape.PAGES_OF_ONE);
        ChaosRun run =
                new ChaosRun(shape.toString(), story, isPaged ? Mood.PASSING : Mood.ROUGH, Weather.FAIR, 0, false);
        run.shape = shape;
        return run;
    }

    ChaosRun run() {
        try (World world = new World(story);
                FaultProxy proxy = new FaultProxy(world)) {
            proxy.weather(weather);
            proxy.shape(shape);
            ChaosBuild build = new ChaosBuild(story, world, proxy, abortAtPoll, saveComesTooLate);
            BuildReport report = build.run();
            calls = proxy.calls();
            said = report + "\n" + String.join("\n", report.log());
            proxy.weather(Weather.FAIR);
            proxy.shape(AnswerShape.AS_IT_IS);
            Comparison comparison = new Comparison(story, mood, world, calls, report);
            mismatches.addAll(comparison.atTheEnd());
            build.cleanUpLater();
            mismatches.addAll(comparison.muchLater());
        }
        return this;
    }

    Story story() {
        return story;
    }

    Mood mood() {
        return mood;
    }

    List<Mismatch> mismatches() {
        return List.copyOf(mismatches);
    }

    List<Call> calls() {
        return calls;
    }

    long faults() {
        return calls.stream().filter(call -> call.fault().isPresent()).count();
    }

    /** For whoever looks for the cause. */
    String details() {
        StringBuilder text =
                new StringBuilder(toString()).append('\n').append(said).append('\n');
        calls.stream()
                .filter(call -> call.fault().isPresent() || call.isMutating())
                .forEach(call -> text.append("  ")
                        .append(call.at())
                        .append(' ')
                        .append(call)
                        .append('\n'));
        return text.toString();
    }

    @Override
    public String toString() {
        return name + " (" + story + ", " + mood + ")";
    }
}
