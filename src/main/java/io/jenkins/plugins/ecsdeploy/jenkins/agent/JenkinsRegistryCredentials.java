package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;

/** Finds a registry login among the credentials that a build may use. */
public final class JenkinsRegistryCredentials {

    private JenkinsRegistryCredentials() {}

    public static RegistryCredentials find(String credentialsId, Run<?, ?> run) throws AbortException {
        StandardUsernamePasswordCredentials found =
                CredentialsProvider.findCredentialById(credentialsId, StandardUsernamePasswordCredentials.class, run);
        if (found == null) {
            throw new AbortException(
                    "There are no username/password credentials \"" + credentialsId
                            + "\" that this build may use (registryCredentialsId). Check the ID, and the folder that they are kept in.");
        }
        CredentialsProvider.track(run, found);
        return new RegistryCredentials(found.getUsername(), found.getPassword().getPlainText());
    }
}
