package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import hudson.AbortException;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.registry.ImagePush;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgressLines;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/** The push, on the agent that has the image. No AWS class is needed there: the login is handed in, in memory. */
public final class PushTask extends MasterToSlaveFileCallable<PushTask.Answer> {

    private static final long serialVersionUID = 1L;

    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);

    private final PushSource source;
    private final RegistryTarget target;
    private final RegistryCredentials credentials;
    private final List<String> tags;
    private final PushOptions options;
    private final TaskListener listener;

    /** @param credentials null for anonymous access */
    public PushTask(
            PushSource source,
            RegistryTarget target,
            RegistryCredentials credentials,
            List<String> tags,
            PushOptions options,
            TaskListener listener) {
        this.source = source;
        this.target = target;
        this.credentials = credentials;
        this.tags = List.copyOf(tags);
        this.options = options;
        this.listener = listener;
    }

    /**
     * What came of it; a refusal travels as its message, so that no exception class has to.
     *
     * @param loginRefused whether another login might have gone through
     */
    public record Answer(PushResult result, String refusal, boolean loginRefused) implements Serializable {

        public PushResult resultOrAbort() throws AbortException {
            if (refusal != null) {
                throw new AbortException(refusal);
            }
            return result;
        }
    }

    @Override
    public Answer invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        try {
            PushSource here = source instanceof PushSource.Archive archive
                    ? PushSource.Archive.at(WorkspacePath.resolve(workspace, archive.path()))
                    : source;
            PushProgressLines progress = new PushProgressLines(
                    Clock.systemUTC(),
                    PROGRESS_INTERVAL,
                    line -> listener.getLogger().println("[ecrPush] " + line));
            PushResult result = new ImagePush(Retries.standard(), progress)
                    .push(here, target, Optional.ofNullable(credentials), tags, options);
            progress.end(result);
            return new Answer(result, null, false);
        } catch (RegistryException refused) {
            return new Answer(null, refused.getMessage(), isAboutLogin(refused));
        } catch (EcsDeployException | AbortException refused) {
            return new Answer(null, refused.getMessage(), false);
        }
    }

    /** ECR says 403 to a login that has ended and 400 to one it can't read; a Docker Engine passes on words alone. */
    private static boolean isAboutLogin(RegistryException refused) {
        return refused.status() == 401
                || refused.status() == 403
                || refused.getMessage().contains("authorization token has expired");
    }
}
