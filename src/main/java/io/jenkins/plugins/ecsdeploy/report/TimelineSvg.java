package io.jenkins.plugins.ecsdeploy.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * Draws a timeline as one SVG element: the phases, the traffic (or the share of tasks) of both revisions, and their
 * running tasks. Presentation attributes only, no style element and no script, so that it may stand in a Jenkins page.
 */
public final class TimelineSvg {

    private static final int WIDTH = 960;
    private static final int LEFT = 80;
    private static final int RIGHT = 20;
    private static final int PHASES_TOP = 34;
    private static final int PHASES_HEIGHT = 26;
    private static final int TEST_TOP = 66;
    private static final int TEST_HEIGHT = 10;
    private static final int SHARE_TOP = 104;
    private static final int SHARE_HEIGHT = 110;
    private static final int TASKS_TOP = 248;
    private static final int TASKS_HEIGHT = 80;
    private static final int HEIGHT = 364;
    private static final double PIXELS_PER_LETTER = 6.1;

    private static final String BLUE = "#3b73b9";
    private static final String GREEN = "#3a9a5b";
    private static final String RED = "#c0392b";
    private static final String GREY = "#767f8a";
    private static final String INK = "#30363d";
    private static final Map<String, String> PHASE_COLOURS = Map.of(
            "PENDING", "#c3cad2",
            "BAKE_TIME", "#e0c36a",
            "SUCCESSFUL", GREEN,
            "TEST_TRAFFIC_SHIFT", "#8fc1a3",
            "PRODUCTION_TRAFFIC_SHIFT", "#6bb286");
    private static final String PHASE_COLOUR = "#a9bfd8";

    private final Timeline timeline;
    private final StringBuilder svg = new StringBuilder();

    private TimelineSvg(Timeline timeline) {
        this.timeline = timeline;
    }

    /** @return an {@code <svg>} element */
    public static String draw(Timeline timeline) {
        return new TimelineSvg(timeline).draw();
    }

    private String draw() {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" width=\"100%\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"11\"")
                .append(" aria-label=\"Phases, traffic and tasks of the deployment over time\">");
        if (timeline.isEmpty()) {
            text(LEFT, SHARE_TOP, "start", INK, "Nothing was observed.");
        } else {
            legend();
            phases();
            testTraffic();
            share();
            tasks();
            axis();
        }
        return svg.append("</svg>").toString();
    }

    private void legend() {
        Progress last = timeline.moments().get(timeline.moments().size() - 1);
        rect(LEFT, 8, 12, 12, BLUE, 1, "");
        text(LEFT + 17, 18, "start", INK, last.earlierName());
        rect(LEFT + 160, 8, 12, 12, GREEN, 1, "");
        text(LEFT + 177, 18, "start", INK, last.freshName());
    }

    private void phases() {
        text(LEFT - 8, PHASES_TOP + 17, "end", GREY, "phase");
        List<Timeline.Phase> phases = timeline.phases();
        for (Timeline.Phase phase : phases) {
            double from = Math.min(x(phase.from()), LEFT + plotWidth() - 3);
            double width = Math.max(x(phase.to()) - from, 3);
            String title = phase.name() + ", " + TimeText.words(phase.duration());
            rect(from, PHASES_TOP, width, PHASES_HEIGHT, colour(phase.name()), 1, title);
            if (width > phase.name().length() * PIXELS_PER_LETTER + 6) {
                text(from + width / 2, PHASES_TOP + 17, "middle", INK, phase.name());
            }
        }
    }

    private static String colour(String phase) {
        boolean bad = phase.startsWith("ROLLBACK") || phase.startsWith("STOP");
        return bad ? RED : PHASE_COLOURS.getOrDefault(phase, PHASE_COLOUR);
    }

    private void testTraffic() {
        if (timeline.moments().stream().anyMatch(moment -> moment.testPercent().isPresent())) {
            text(LEFT - 8, TEST_TOP + 9, "end", GREY, "test traffic");
            band(TEST_TOP, TEST_HEIGHT, moment -> moment.testPercent().orElse(0));
        }
    }

    private void share() {
        boolean traffic = timeline.moments().stream()
                .anyMatch(moment ->
                        moment.blueGreen() && moment.productionPercent().isPresent());
        text(LEFT, SHARE_TOP - 7, "start", GREY, traffic ? "production traffic" : "share of running tasks");
        band(SHARE_TOP, SHARE_HEIGHT, Progress::freshPercent);
        for (int percent : new int[] {0, 50, 100}) {
            text(LEFT - 8, shareY(percent) + 4, "end", GREY, percent + " %");
        }
    }

    /** Blue all over, and green from below as far as the new revision's share goes. */
    private void band(int top, int height, ToDoubleFunction<Progress> freshPercent) {
        int bottom = top + height;
        rect(LEFT, top, plotWidth(), height, BLUE, 0.8, "");
        StringBuilder path = new StringBuilder("M" + LEFT + " " + bottom);
        for (Progress moment : timeline.moments()) {
            double y = bottom - height * freshPercent.applyAsDouble(moment) / 100;
            path.append(" H").append(number(x(moment.at()))).append(" V").append(number(y));
        }
        path.append(" H").append(LEFT + plotWidth()).append(" V").append(bottom).append(" Z");
        svg.append("<path d=\"").append(path).append("\" fill=\"").append(GREEN).append("\"/>");
    }

    private static double shareY(double freshPercent) {
        return SHARE_TOP + SHARE_HEIGHT * (1 - freshPercent / 100);
    }

    private void tasks() {
        text(LEFT, TASKS_TOP - 7, "start", GREY, "running tasks");
        int most = timeline.moments().stream()
                .mapToInt(moment ->
                        Math.max(moment.earlier().running(), moment.fresh().running()))
                .max()
                .orElse(1);
        int top = Math.max(most, 1);
        for (int tasks : top == 1 ? new int[] {0, 1} : new int[] {0, top}) {
            double y = tasksY(tasks, top);
            line(LEFT, y, LEFT + plotWidth(), y, "#d5dbe1", 1);
            text(LEFT - 8, y + 4, "end", GREY, String.valueOf(tasks));
        }
        steps(BLUE, top, moment -> moment.earlier().running(), -1.5);
        steps(GREEN, top, moment -> moment.fresh().running(), 1.5);
    }

    /** @param shift in pixels, so that equal counts lie beside and not upon each other */
    private void steps(String colour, int top, ToIntFunction<Progress> running, double shift) {
        StringBuilder path = new StringBuilder();
        for (Progress moment : timeline.moments()) {
            String y = number(tasksY(running.applyAsInt(moment), top) + shift);
            if (path.length() == 0) {
                path.append('M').append(number(x(moment.at()))).append(' ').append(y);
            } else {
                path.append(" H").append(number(x(moment.at()))).append(" V").append(y);
            }
        }
        path.append(" H").append(LEFT + plotWidth());
        svg.append("<path d=\"")
                .append(path)
                .append("\" fill=\"none\" stroke=\"")
                .append(colour);
        svg.append("\" stroke-width=\"2.5\"/>");
    }

    private static double tasksY(int tasks, int top) {
        return TASKS_TOP + TASKS_HEIGHT * (1 - (double) tasks / top);
    }

    private void axis() {
        int bottom = TASKS_TOP + TASKS_HEIGHT;
        Duration step = tick();
        for (Duration at = Duration.ZERO; at.compareTo(total()) <= 0; at = at.plus(step)) {
            double x = x(timeline.start().plus(at));
            line(x, bottom, x, bottom + 5, GREY, 1);
            text(
                    x,
                    bottom + 18,
                    "middle",
                    GREY,
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

    private void rect(double x, double y, double width, double height, String fill, double opacity, String title) {
        svg.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" opacity=\"%s\""
                .formatted(number(x), number(y), number(width), number(height), fill, number(opacity)));
        svg.append(" stroke=\"#ffffff\" stroke-width=\"1\">");
        if (!title.isEmpty()) {
            svg.append("<title>").append(Xml.escape(title)).append("</title>");
        }
        svg.append("</rect>");
    }

    private void line(double x1, double y1, double x2, double y2, String stroke, int width) {
        svg.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%d\"/>"
                .formatted(number(x1), number(y1), number(x2), number(y2), stroke, width));
    }

    private void text(double x, double y, String anchor, String fill, String content) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>"
                .formatted(number(x), number(y), anchor, fill, Xml.escape(content)));
    }

    private static String number(double value) {
        return new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
