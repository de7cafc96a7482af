package io.jenkins.plugins.ecsdeploy.jenkins.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.RefusedException;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.operations.PendingPause;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A saved pause hook together with the build whose credentials remove it. */
final class BuildPause implements PendingPause {

    private final SavedPause saved;

    @CheckForNull
    private final StepRun run;

    private final Consumer<DeploymentId> onStart;
    private final Runnable onRemoved;
    private final Runnable onSettled;

    /** @param run null if neither the build nor another one of its job is there */
    BuildPause(
            SavedPause saved,
            @CheckForNull StepRun run,
            Consumer<DeploymentId> onStart,
            Runnable onRemoved,
            Runnable onSettled) {
        this.saved = saved;
        this.run = run;
        this.onStart = onStart;
        this.onRemoved = onRemoved;
        this.onSettled = onSettled;
    }

    @Override
    public ServiceRef service() {
        return saved.service();
    }

    @Override
    public AddedPause pause() {
        return saved.pause();
    }

    @Override
    public Optional<DeploymentId> deployment() {
        return saved.deployment();
    }

    @Override
    public Instant since() {
        return saved.since();
    }

    @Override
    public AwsConnection connection() {
        try {
            return new AwsConnections().anyOf(saved.aws(), run, saved.job());
        } catch (AbortException refused) {
            throw new RefusedException(refused);
        }
    }

    @Override
    public void startedBy(DeploymentId started) {
        onStart.accept(started);
    }

    @Override
    public void settled() {
        onSettled.run();
    }

    @Override
    public void removed() {
        onRemoved.run();
    }

    @Override
    public boolean isRemoved() {
        return saved.isRemoved();
    }

    @Override
    public Object lock() {
        return saved; // the same for the build and for the periodic clean-up
    }
}
