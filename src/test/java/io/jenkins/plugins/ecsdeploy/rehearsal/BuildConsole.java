package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.report.Progress;
import io.jenkins.plugins.ecsdeploy.report.TrafficBar;
import io.jenkins.plugins.ecsdeploy.steady.Observation;
import io.jenkins.plugins.ecsdeploy.steady.WatchListener;
import java.io.PrintStream;

/**
 * What the person sees: lines like those of a Jenkins build log. On a terminal the traffic stands live in the last
 * line; elsewhere nothing is ever overwritten.
 */
final class BuildConsole implements WatchListener {

    private static final String CLEAR_LINE = "\r\033[2K";

    private final PrintStream out;
    private final boolean live;
    private final TrafficBar bar;
    private String liveLine = "";

    BuildConsole(PrintStream out, Terminal terminal) {
        this.out = out;
        this.live = terminal.isInteractive();
        this.bar = terminal.showsUnicode() ? TrafficBar.blocks() : TrafficBar.ascii();
    }

    TrafficBar bar() {
        return bar;
    }

    /** A line of a step: {@code [ecrPush] …}. */
    void step(String step, String text) {
        line("[" + step + "] " + text);
    }

    void line(String text) {
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
            liveLine = moment.phase() + "  " + bar.draw(moment);
            out.print(CLEAR_LINE + liveLine);
            out.flush();
        }
    }

    /** Takes the live line away for good. */
    void endLive() {
        if (!liveLine.isEmpty()) {
            out.print(CLEAR_LINE);
            out.flush();
            liveLine = "";
        }
    }
}
