package io.jenkins.plugins.ecsdeploy.report;

import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent.Progressed;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Writes a deployment as log lines: every service event once, and a moment if it differs from the one before. A wait without
 * news writes a line now and then, so that whoever watches the log's activity does not take it for dead.
 */
public final class DeploymentLog implements WatchListener {

    /** Below ten minutes, a usual time of timeout(activity: true). */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(9);
    /** While AWS does not answer. */
    private static final Duration BETWEEN_FAILURES = Duration.ofMinutes(10);

    private final Consumer<String> lines;
    private final String service;
    private final TrafficBar bar;
    private @Nullable Progressed last;
    private boolean failing;
    private Duration sinceFailureWasSaid = Duration.ZERO;

    /** Of the only service that is waited for. */
    public DeploymentLog(Consumer<String> lines, TrafficBar bar) {
        this(lines, bar, "");
    }

    /**
     * @param lines takes each line, without its end
     * @param service stands in each line that does not name it by itself; empty if there is only one
     */
    public DeploymentLog(Consumer<String> lines, TrafficBar bar, String service) {
        this.lines = lines;
        this.bar = bar;
        this.service = service.isEmpty() ? "" : service + ": ";
    }

    @Override
    public void event(ServiceEvent event) {
        lines.accept(TimeText.clock(event.createdAt()) + " " + ShortArns.in(event.message()));
    }

    @Override
    public void observed(Observation seen) {
        if (failing) {
            failing = false;
            lines.accept(service + "AWS answers again.");
        }
        Progress now = Progress.of(seen);
        Progressed moment = now.moment();
        if (last == null
                || !moment.looksLike(last)
                || !moment.at().isBefore(last.at().plus(LONGEST_SILENCE))) {
            last = moment;
            lines.accept(TimeText.clock(moment.at()) + " " + service + bar.draw(now));
        }
    }

    @Override
    public void paused(Gate gate) {
        lines.accept(service + gate.describe());
    }

    @Override
    public void note(String text) {
        lines.accept(service + text);
    }

    @Override
    public void pollFailed(String why, Duration nextPollIn) {
        if (!failing || sinceFailureWasSaid.compareTo(BETWEEN_FAILURES) >= 0) {
            lines.accept(service + (failing ? "AWS still can't be asked" : "AWS could not be asked")
                    + " about the service; the deployment is not affected. Next poll in "
                    + TimeText.words(nextPollIn) + ". " + why);
            sinceFailureWasSaid = Duration.ZERO;
        }
        failing = true;
        sinceFailureWasSaid = sinceFailureWasSaid.plus(nextPollIn);
    }
}
