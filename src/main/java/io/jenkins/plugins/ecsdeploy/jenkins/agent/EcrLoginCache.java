package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.ecsdeploy.ecr.EcrLogins;
import java.time.Clock;

/** The controller's one cache of ECR logins. It is never saved. */
@Extension
public final class EcrLoginCache {

    private final EcrLogins logins = new EcrLogins(Clock.systemUTC());

    public static EcrLogins get() {
        return ExtensionList.lookupSingleton(EcrLoginCache.class).logins;
    }
}
