package io.jenkins.plugins.ecsdeploy.report;

import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent.Progressed;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent.Targets;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Draws a timeline as one SVG element: the phases, the traffic (or the share of tasks) of both revisions, and their
 * running tasks. No style and no script, so that it may stand in a Jenkins page: classes only, whose colors the page gives
 * ({@code ecs-old}, {@code ecs-new}, {@code ecs-phase…}, {@code ecs-gate}, {@code ecs-grid}).
 */
public final class TimelineSvg {

    private static final int WIDTH = 960;
    private static final int LEFT = 80;
    private static final int RIGHT = 20;
    private static final int PHASES_TOP = 34;
    private static final int PHASES_HEIGHT = 26;
    private static final int GATE_HEIGHT = 4;
    private static final int TEST_TOP = 70;
    private static final int STRIP_HEIGHT = 10;
    private static final int HEALTH_TOP = 86;
    private static final int SHARE_TOP = 122;
    private static final int SHARE_HEIGHT = 110;
    private static final int TASKS_TOP = 266;
    private static final int TASKS_HEIGHT = 80;
    private static final int HEIGHT = 382;
    private static final double PIXELS_PER_LETTER = 6.1;

    private static final String OLD = "ecs-old";
    private static final String NEW = "ecs-new";
    private static final String LABEL = "ecs-label";
    private static final String TEXT = "ecs-text";
    private static final Map<String, String> PHASES = Map.of(
            "PENDING", "ecs-phase-pending",
            "BAKE_TIME", "ecs-phase-bake",
            "SUCCESSFUL", "ecs-phase-good",
            "COMPLETED", "ecs-phase-good",
            "Succeeded", "ecs-phase-good",
            "TEST_TRAFFIC_SHIFT", "ecs-phase-shift",
            "PRODUCTION_TRAFFIC_SHIFT", "ecs-phase-shift");

    private static final int LONGEST_NAME = 44;

    /** What the legend calls both revisions: {@code webshop:7}, or "old revision" if their names are unknown. */
    public record Names(String before, String after) {

        public static Names of(DeploymentRecord record) {
            String before = named(record.previousTaskDefinition(), "old revision");
            String after = named(record.taskDefinition(), "new revision");
            return before.equals(after) ? new Names("old tasks", "new tasks") : new Names(before, after);
        }

        private static String named(String taskDefinition, String otherwise) {
            return taskDefinition.isEmpty() ? otherwise : taskDefinition;
        }
    }

    private final Timeline timeline;
    private final Names names;
    private final StringBuilder svg = new StringBuilder();

    private TimelineSvg(Timeline timeline, Names names) {
        this.timeline = timeline;
        this.names = names;
    }

    /** @return an {@code <svg>} element, all text in it escaped */
    public static String draw(Timeline timeline, Names names) {
        return new TimelineSvg(timeline, names).draw();
    }

    private String draw() {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" class=\"ecs-timeline\" role=\"img\" aria-label=\"")
                .append(Xml.escape(inWords()))
                .append("\">");
        if (timeline.isEmpty()) {
            text(LEFT, SHARE_TOP, "start", TEXT, "Nothing was observed.");
        } else {
            legend();
            phases();
            testTraffic();
            health();
            share();
            tasks();
            gates();
            axis();
        }
        return svg.append("</svg>").toString();
    }

    private void legend() {
        rect(LEFT, 8, 12, 12, OLD, "");
        text(LEFT + 17, 18, "start", TEXT, shortened(names.before()));
        rect(LEFT + 330, 8, 12, 12, NEW, "");
        text(LEFT + 347, 18, "start", TEXT, shortened(names.after()));
    }

    private void phases() {
        text(LEFT - 8, PHASES_TOP + 17, "end", LABEL, "phase");
        List<Timeline.Stretch> phases = timeline.phases();
        for (Timeline.Stretch phase : phases) {
            double from = Math.min(x(phase.from()), LEFT + plotWidth() - 3);
            double width = Math.max(x(phase.to()) - from, 3);
            String title = phase.name() + ", " + TimeText.words(phase.duration());
            rect(from, PHASES_TOP, width, PHASES_HEIGHT, look(phase.name()), title);
            if (width > phase.name().length() * PIXELS_PER_LETTER + 6) {
                text(from + width / 2, PHASES_TOP + 17, "middle", TEXT, phase.name());
            }
        }
    }

    private static String look(String phase) {
        boolean bad = phase.startsWith("ROLLBACK")
                || phase.startsWith("STOP")
                || phase.equals("Failed")
                || phase.equals("Stopped");
        return bad ? "ecs-phase-bad" : PHASES.getOrDefault(phase, "ecs-phase");
    }

    /** The picture in words, for who can't see it. */
    private String inWords() {
        return timeline.phases().stream()
                        .map(phase -> phase.name() + " for " + TimeText.words(phase.duration()))
                        .collect(Collectors.joining(", then ", "Phases: ", "."))
                + timeline.gates().stream()
                        .map(gate -> " Paused at " + gate.name() + " for " + TimeText.words(gate.duration()) + ".")
                        .collect(Collectors.joining());
    }

    private void gates() {
        for (Timeline.Stretch gate : timeline.gates()) {
            double from = x(gate.from());
            String title = "paused at " + gate.name() + ", " + TimeText.words(gate.duration());
            rect(from, PHASES_TOP + PHASES_HEIGHT, Math.max(x(gate.to()) - from, 3), GATE_HEIGHT, "ecs-gate", title);
            line(from, PHASES_TOP, from, TASKS_TOP + TASKS_HEIGHT, "ecs-gate-line");
        }
    }

    private void testTraffic() {
        if (timeline.moments().stream().anyMatch(moment -> moment.testPercent() != null)) {
            text(LEFT - 8, TEST_TOP + 9, "end", LABEL, "test traffic");
            band(TEST_TOP, STRIP_HEIGHT, moment -> Objects.requireNonNullElse(moment.testPercent(), 0.0));
        }
    }

    /** One color while all targets are healthy, another one while some are not; how many, a title says. */
    private void health() {
        List<Targets> targets = timeline.targets();
        if (!targets.isEmpty()) {
            text(LEFT - 8, HEALTH_TOP + 9, "end", LABEL, "targets");
        }
        for (int i = 0; i < targets.size(); i++) {
            Targets seen = targets.get(i);
            Instant until = i + 1 < targets.size() ? targets.get(i + 1).at() : timeline.end();
            double from = Math.min(Math.max(x(seen.at()), LEFT), LEFT + plotWidth() - 2);
            String title = seen.healthy() + " of " + seen.checked() + " targets healthy"
                    + (seen.trouble().isEmpty() ? "" : ": " + seen.trouble());
            String look = seen.areAllHealthy() ? "ecs-healthy" : "ecs-unhealthy";
            rect(from, HEALTH_TOP, Math.max(x(until) - from, 2), STRIP_HEIGHT, look, title);
        }
    }

    private void share() {
        boolean traffic = timeline.moments().stream()
                .anyMatch(moment -> moment.movesTraffic() && moment.productionPercent() != null);
        text(LEFT, SHARE_TOP - 7, "start", LABEL, traffic ? "production traffic" : "share of running tasks");
        band(SHARE_TOP, SHARE_HEIGHT, Progressed::newPercent);
        for (int percent : new int[] {0, 50, 100}) {
            text(LEFT - 8, shareY(percent) + 4, "end", LABEL, percent + " %");
        }
    }

    /** Blue all over, and green from below as far as the new revision's share goes. */
    private void band(int top, int height, ToDoubleFunction<Progressed> freshPercent) {
        int bottom = top + height;
        rect(LEFT, top, plotWidth(), height, OLD, "");
        StringBuilder path = new StringBuilder("M" + LEFT + " " + bottom);
        for (Progressed moment : timeline.moments()) {
            double y = bottom - height * freshPercent.applyAsDouble(moment) / 100;
            path.append(" H").append(number(x(moment.at()))).append(" V").append(number(y));
        }
        path.append(" H").append(LEFT + plotWidth()).append(" V").append(bottom).append(" Z");
        svg.append("<path d=\"").append(path).append("\" class=\"").append(NEW).append("\"/>");
    }

    private static double shareY(double freshPercent) {
        return SHARE_TOP + SHARE_HEIGHT * (1 - freshPercent / 100);
    }

    private void tasks() {
        text(LEFT, TASKS_TOP - 7, "start", LABEL, "running tasks");
        int most = timeline.moments().stream()
                .mapToInt(moment -> Math.max(moment.oldRunning(), moment.newRunning()))
                .max()
                .orElse(1);
        int top = Math.max(most, 1);
        for (int tasks : top == 1 ? new int[] {0, 1} : new int[] {0, top}) {
            double y = tasksY(tasks, top);
            line(LEFT, y, LEFT + plotWidth(), y, "ecs-grid");
            text(LEFT - 8, y + 4, "end", LABEL, String.valueOf(tasks));
        }
        steps(OLD, top, Progressed::oldRunning, -1.5);
        steps(NEW, top, Progressed::newRunning, 1.5);
    }

    /** @param shift in pixels, so that equal counts lie beside and not upon each other */
    private void steps(String look, int top, ToIntFunction<Progressed> running, double shift) {
        StringBuilder path = new StringBuilder();
        for (Progressed moment : timeline.moments()) {
            String y = number(tasksY(running.applyAsInt(moment), top) + shift);
            if (path.length() == 0) {
                path.append('M').append(number(x(moment.at()))).append(' ').append(y);
            } else {
                path.append(" H").append(number(x(moment.at()))).append(" V").append(y);
            }
        }
        path.append(" H").append(LEFT + plotWidth());
        svg.append("<path d=\"").append(path).append("\" class=\"").append(look).append("-line\"/>");
    }

    private static double tasksY(int tasks, int top) {
        return TASKS_TOP + TASKS_HEIGHT * (1 - (double) tasks / top);
    }

    private void axis() {
        int bottom = TASKS_TOP + TASKS_HEIGHT;
        Duration step = tick();
        for (Duration at = Duration.ZERO; at.compareTo(total()) <= 0; at = at.plus(step)) {
            double x = x(timeline.start().plus(at));
            line(x, bottom, x, bottom + 5, "ecs-tick");
            text(
                    x,
                    bottom + 18,
                    "middle",
                    LABEL,
                    at.isZero() ? TimeText.clock(timeline.start()) : "+" + TimeText.words(at));
        }
    }

    /** The shortest round step that gives at most eight marks. */
    private Duration tick() {
        for (long seconds : new long[] {5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600}) {
            if (total().toSeconds() / seconds <= 8) {
                return Duration.ofSeconds(seconds);
            }
        }
        return Duration.ofDays(1);
    }

    private Duration total() {
        return Duration.between(timeline.start(), timeline.end());
    }

    private double x(Instant at) {
        long total = Math.max(total().toMillis(), 1);
        return LEFT
                + plotWidth() * (double) Duration.between(timeline.start(), at).toMillis() / total;
    }

    private static int plotWidth() {
        return WIDTH - LEFT - RIGHT;
    }

    private void rect(double x, double y, double width, double height, String look, String title) {
        svg.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\">"
                .formatted(number(x), number(y), number(width), number(height), look));
        if (!title.isEmpty()) {
            svg.append("<title>").append(Xml.escape(title)).append("</title>");
        }
        svg.append("</rect>");
    }

    private void line(double x1, double y1, double x2, double y2, String look) {
        svg.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>"
                .formatted(number(x1), number(y1), number(x2), number(y2), look));
    }

    private void text(double x, double y, String anchor, String look, String content) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"%s\">%s</text>"
                .formatted(number(x), number(y), anchor, look, Xml.escape(content)));
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }

    private static String number(double value) {
        return new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
