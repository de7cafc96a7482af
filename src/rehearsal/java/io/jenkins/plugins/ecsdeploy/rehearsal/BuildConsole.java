package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushBar;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgressLines;
import io.jenkins.plugins.ecsdeploy.report.Progress;
import io.jenkins.plugins.ecsdeploy.report.TrafficBar;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the person sees: the lines of a Jenkins build's log. On a terminal the last line shows the traffic live; elsewhere
 * nothing is ever overwritten.
 */
final class BuildConsole implements StepLog {

    private static final String CLEAR_LINE = "\r\033[2K";
    private static final Duration LIVE_INTERVAL = Duration.ofMillis(100);
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean live;
    private final TrafficBar bar;
    private final PushBar pushBar;
    private String liveLine = "";

    BuildConsole(PrintStream out, Terminal terminal) {
        this.out = out;
        this.live = terminal.isInteractive();
        this.pushBar = terminal.showsUnicode() ? new PushBar("█", "░") : PushBar.ascii();
        this.bar = terminal.showsUnicode() ? new TrafficBar('█', '░') : TrafficBar.ascii();
    }

    @Override
    public void line(String step, String text) {
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

    /** Draws the traffic of this moment live. */
    void observed(Observation seen) {
        if (live) {
            live(bar.draw(Progress.of(seen)));
        }
    }

    /** Shows a push: on a terminal as a live bar, elsewhere as lines. */
    PushProgress pushProgress(Clock clock) {
        Consumer<String> lines = text -> line(StepNames.ECR_PUSH, text);
        return live
                ? new PushProgressLines(
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

    /** Removes the live line. */
    synchronized void endLive() {
        if (!liveLine.isEmpty()) {
            out.print(CLEAR_LINE);
            out.flush();
            liveLine = "";
        }
    }
}
