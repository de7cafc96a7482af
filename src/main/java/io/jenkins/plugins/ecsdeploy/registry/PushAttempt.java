package io.jenkins.plugins.ecsdeploy.registry;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** One push with one login, as it is handed to the machine that has the image. The login travels in memory only. */
public final class PushAttempt implements Serializable {

    private static final long serialVersionUID = 1L;

    private final PushSource source;
    private final RegistryTarget target;
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

    /** The same with the image found elsewhere on the machine that pushes. */
    public PushAttempt from(PushSource found) {
        return new PushAttempt(found, target, Optional.ofNullable(credentials), tags, options);
    }

    public PushSource source() {
        return source;
    }

    public RegistryTarget target() {
        return target;
    }

    /** Pushes; a refusal is part of the answer. */
    public PushAnswer run(ImagePush push) throws InterruptedException {
        try {
            return PushAnswer.pushed(push.push(source, target, Optional.ofNullable(credentials), tags, options));
        } catch (RegistryException refused) {
            return PushAnswer.refused(refused.getMessage(), isAboutLogin(refused));
        } catch (EcsDeployException refused) {
            return PushAnswer.refused(refused.getMessage(), false);
        }
    }

    /** ECR says 403 to a login that has ended and 400 to one it can't read; a Docker Engine passes on words alone. */
    private static boolean isAboutLogin(RegistryException refused) {
        return refused.status() == 401
                || refused.status() == 403
                || refused.getMessage().contains("authorization token has expired");
    }
}
