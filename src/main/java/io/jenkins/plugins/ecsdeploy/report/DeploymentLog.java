package io.jenkins.plugins.ecsdeploy.report;

import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Duration;
import java.util.function.Consumer;

/** Writes a deployment as log lines: every service event once, and a moment if it differs from the one before. */
public final class DeploymentLog implements WatchListener {

    /** As long as the longest stage, so that the bars are aligned. */
    private static final int PHASE_WIDTH = "POST_PRODUCTION_TRAFFIC_SHIFT".length();

    private final Consumer<String> lines;
    private final TrafficBar bar;
    private @Nullable Progress last;

    /** @param lines takes each line, without its end */
    public DeploymentLog(Consumer<String> lines, TrafficBar bar) {
        this.lines = lines;
        this.bar = bar;
    }

    @Override
    public void event(ServiceEvent event) {
        lines.accept(TimeText.clock(event.createdAt()) + " " + event.message());
    }

    @Override
    public void observed(Observation seen) {
        Progress moment = Progress.of(seen);
        if (last == null || !moment.looksLike(last)) {
            last = moment;
            lines.accept(line(moment));
        }
    }

    @Override
    public void paused(Gate gate) {
        lines.accept(gate.describe());
    }

    @Override
    public void note(String text) {
        lines.accept(text);
    }

    @Override
    public void pollFailed(String why, Duration nextLookIn) {
        lines.accept("The service could not be polled; the deployment continues. Next poll in " + nextLookIn.toSeconds()
                + " s. " + why);
    }

    private String line(Progress moment) {
        return TimeText.clock(moment.at()) + " " + pad(moment.phase()) + " " + bar.draw(moment);
    }

    private static String pad(String phase) {
        return phase + " ".repeat(Math.max(0, PHASE_WIDTH - phase.length()));
    }
}
