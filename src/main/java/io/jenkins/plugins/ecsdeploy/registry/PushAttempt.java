package io.jenkins.plugins.ecsdeploy.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** One push with one login, as it is sent to the agent that has the image. The login is kept in memory only. */
public final class PushAttempt implements Serializable {

    private static final long serialVersionUID = 1L;

    private final PushSource source;
    private final RegistryTarget target;

    @CheckForNull
    private final RegistryCredentials credentials;

    private final List<String> tags;
    private final PushOptions options;

    /** @param credentials empty for anonymous access */
    public PushAttempt(
            PushSource source,
            RegistryTarget target,
            Optional<RegistryCredentials> credentials,
            List<String> tags,
            PushOptions options) {
        this.source = source;
        this.target = target;
        this.credentials = credentials.orElse(null);
        this.tags = List.copyOf(tags);
        this.options = options;
    }

    /** The same push with the path of the image on the agent. */
    public PushAttempt from(PushSource found) {
        return new PushAttempt(found, target, Optional.ofNullable(credentials), tags, options);
    }

    public PushSource source() {
        return source;
    }

    public RegistryTarget target() {
        return target;
    }

    /** Pushes. A refusal is an answer, not an exception. */
    public PushAnswer run(ImagePush push) throws InterruptedException {
        try {
            return PushAnswer.pushed(push.push(source, target, Optional.ofNullable(credentials), tags, options));
        } catch (RegistryException refused) {
            return PushAnswer.refused(refused.getMessage(), isAboutLogin(refused));
        } catch (EcsDeployException refused) {
            return PushAnswer.refused(refused.getMessage(), false);
        }
    }

    /** ECR answers 403 to an expired login and 400 to an invalid one. A Docker Engine passes on the message only. */
    private static boolean isAboutLogin(RegistryException refused) {
        return refused.status() == 401
                || refused.status() == 403
                || refused.getMessage().contains("authorization token has expired");
    }
}
