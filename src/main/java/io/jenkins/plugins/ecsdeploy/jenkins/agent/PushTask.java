package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import hudson.AbortException;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.registry.ImagePush;
import io.jenkins.plugins.ecsdeploy.registry.PushAnswer;
import io.jenkins.plugins.ecsdeploy.registry.PushAttempt;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgressLines;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** The push, on the agent that has the image. No AWS class is needed there: the login is handed in, in memory. */
public final class PushTask extends MasterToSlaveFileCallable<PushAnswer> {

    private static final long serialVersionUID = 1L;

    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);

    private final PushAttempt attempt;
    private final TaskListener listener;
    private final ArrayList<String> roots;

    /** @param roots folders on the agent that an archive's path may not lead out of */
    public PushTask(PushAttempt attempt, TaskListener listener, List<String> roots) {
        this.attempt = attempt;
        this.listener = listener;
        this.roots = new ArrayList<>(roots);
    }

    @Override
    public PushAnswer invoke(File folder, VirtualChannel channel) throws IOException, InterruptedException {
        PushProgressLines progress = new PushProgressLines(
                Clock.systemUTC(),
                PROGRESS_INTERVAL,
                line -> listener.getLogger().println("[" + StepNames.ECR_PUSH + "] " + line));
        try {
            return here(folder).run(new ImagePush(Retries.standard(), progress));
        } catch (AbortException refused) {
            return PushAnswer.refused(refused.getMessage(), false);
        }
    }

    private PushAttempt here(File folder) throws IOException {
        return attempt.source() instanceof PushSource.Archive archive
                ? attempt.from(archive.found(WorkspacePath.resolve(folder, roots, archive.path())))
                : attempt;
    }
}
