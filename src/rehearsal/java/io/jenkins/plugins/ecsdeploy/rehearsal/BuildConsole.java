package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.registry.progress.PushBar;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgressLines;
import io.jenkins.plugins.ecsdeploy.report.Progress;
import io.jenkins.plugins.ecsdeploy.report.TrafficBar;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the person sees: lines like those of a Jenkins build log. On a terminal the traffic stands live in the last
 * line; elsewhere nothing is ever overwritten.
 */
final class BuildConsole implements WatchListener {

    private static final String CLEAR_LINE = "\r\033[2K";
    private static final Duration LIVE_INTERVAL = Duration.ofMillis(100);
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(2);

    private final PrintStream out;
    private final boolean live;
    private final TrafficBar bar;
    private final PushBar pushBar;
    private String liveLine = "";

    BuildConsole(PrintStream out, Terminal terminal) {
        this.out = out;
        this.live = terminal.isInteractive();
        this.pushBar = terminal.showsUnicode() ? PushBar.blocks() : PushBar.ascii();
        this.bar = terminal.showsUnicode() ? TrafficBar.blocks() : TrafficBar.ascii();
    }

    TrafficBar bar() {
        return bar;
    }

    /** A line of a step: {@code [ecrPush] …}. */
    void step(String step, String text) {
        line("[" + step + "] " + text);
    }

    synchronized void line(String text) {
        if (!liveLine.isEmpty()) {
            out.print(CLEAR_LINE);
        }
        out.println(text);
        out.print(liveLine);
        out.flush();
    }

    @Override
    public void observed(Observation seen) {
        if (live) {
            Progress moment = Progress.of(seen);
            live(moment.phase() + "  " + bar.draw(moment));
        }
    }

    /** Hears of a push: on a terminal as a bar that stands live, elsewhere as lines. */
    PushProgress pushProgress(Clock clock) {
        Consumer<String> lines = text -> step("ecrPush", text);
        return live
                ? PushProgressLines.live(
                        clock,
                        LIVE_INTERVAL,
                        lines,
                        bar -> live(bar.map("pushing  "::concat).orElse("")),
                        pushBar)
                : new PushProgressLines(clock, LINE_INTERVAL, lines);
    }

    private synchronized void live(String text) {
        liveLine = text;
        out.print(CLEAR_LINE + liveLine);
        out.flush();
    }

    /** Takes the live line away for good. */
    synchronized void endLive() {
        if (!liveLine.isEmpty()) {
            out.print(CLEAR_LINE);
            out.flush();
            liveLine = "";
        }
    }
}
