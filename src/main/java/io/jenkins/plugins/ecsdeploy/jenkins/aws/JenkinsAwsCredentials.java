package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.AbortException;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.ecsdeploy.aws.CachedCredentials;
import io.jenkins.plugins.ecsdeploy.jenkins.RefusedException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import jenkins.model.Jenkins;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Finds AWS credentials that Jenkins keeps. They are found again by their ID each time they are renewed, so that a key that
 * was rotated in Jenkins is taken, and one that was deleted is not used any more.
 */
final class JenkinsAwsCredentials {

    private static final String TYPE = "com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials";

    private final BooleanSupplier controllerRoleAllowed;

    /** Finds what Jenkins keeps under an ID now. */
    @FunctionalInterface
    private interface Lookup {
        StandardCredentials find() throws AbortException;
    }

    JenkinsAwsCredentials(BooleanSupplier controllerRoleAllowed) {
        this.controllerRoleAllowed = controllerRoleAllowed;
    }

    /** The credentials' type; empty if the plugin is not installed. */
    static Optional<Class<? extends StandardCredentials>> type() {
        try {
            return Optional.of(Jenkins.get()
                    .getPluginManager()
                    .uberClassLoader
                    .loadClass(TYPE)
                    .asSubclass(StandardCredentials.class));
        } catch (ClassNotFoundException notInstalled) {
            return Optional.empty();
        }
    }

    /**
     * Credentials that a step names: those that its build may use.
     *
     * @throws AbortException if there are none with this ID, or none that may be used
     */
    AwsCredentialsProvider ofBuild(String id, Run<?, ?> run) throws AbortException {
        return provider(id, run, () -> {
            StandardCredentials found = CredentialsProvider.findCredentialById(id, installed(id), run);
            if (found == null) {
                throw new AbortException("There are no AWS credentials \"" + id
                        + "\" that this build may use. Check the ID, and the folder that they are kept in.");
            }
            return found;
        });
    }

    /**
     * Credentials that a deployment target names: those of Jenkins itself, with the scope "System" too. No job needs to
     * be able to use them by itself.
     *
     * @throws AbortException if there are none with this ID, or none that may be used
     */
    AwsCredentialsProvider ofTarget(String id, Run<?, ?> run) throws AbortException {
        return provider(id, run, () -> ofJenkins(id));
    }

    /** The same, for an administrator's test. */
    AwsCredentialsProvider ofTarget(String id) throws AbortException {
        return provider(id, ofJenkins(id), () -> ofJenkins(id));
    }

    private AwsCredentialsProvider provider(String id, Run<?, ?> run, Lookup lookup) throws AbortException {
        StandardCredentials found = lookup.find();
        CredentialsProvider.track(run, found);
        return provider(id, found, lookup);
    }

    private AwsCredentialsProvider provider(String id, StandardCredentials found, Lookup lookup) throws AbortException {
        reader(id, found).check();
        return new CachedCredentials(
                found,
                () -> {
                    try {
                        return reader(id, lookup.find()).read();
                    } catch (AbortException gone) {
                        throw new RefusedException(gone);
                    }
                },
                Clock.systemUTC());
    }

    private AwsCredentialsReader reader(String id, StandardCredentials found) {
        return new AwsCredentialsReader(id, found, controllerRoleAllowed);
    }

    private static StandardCredentials ofJenkins(String id) throws AbortException {
        Optional<? extends StandardCredentials> found =
                CredentialsProvider.lookupCredentialsInItemGroup(installed(id), Jenkins.get(), ACL.SYSTEM2).stream()
                        .filter(candidate -> candidate.getId().equals(id))
                        .findFirst();
        return found.orElseThrow(() -> new AbortException("There are no AWS credentials \"" + id
                + "\" in Jenkins itself, where a deployment target's are kept. An administrator adds them under Manage"
                + " Jenkins, Credentials, System."));
    }

    private static Class<? extends StandardCredentials> installed(String id) throws AbortException {
        return type().orElseThrow(() -> new AbortException("credentialsId \"" + id
                + "\" names AWS credentials, but the AWS Credentials plugin (aws-credentials) is not installed."));
    }
}
