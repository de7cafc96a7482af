package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.ecsdeploy.aws.CachedCredentials;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.util.Optional;
import jenkins.model.Jenkins;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Reads credentials of the AWS Credentials plugin. That plugin has SDK classes of its own, so this class alone calls it, by
 * reflection, and only strings cross.
 */
final class JenkinsAwsCredentials {

    private static final String TYPE = "com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials";

    private JenkinsAwsCredentials() {}

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
     * Finds credentials for a build, and records that it used them.
     *
     * @return resolved again before they expire, because that may assume a role
     * @throws AbortException if there are none with this ID that the build may use
     */
    static AwsCredentialsProvider find(String credentialsId, Run<?, ?> run) throws AbortException {
        IdCredentials found = CredentialsProvider.findCredentialById(credentialsId, installed(credentialsId), run);
        if (found == null) {
            throw new AbortException("There are no AWS credentials \"" + credentialsId
                    + "\" that this build may use. Check the ID, and the folder that they are kept in.");
        }
        CredentialsProvider.track(run, found);
        return new CachedCredentials(found, () -> resolve(found), Clock.systemUTC());
    }

    /** Finds credentials of Jenkins itself, for an administrator's test. */
    static AwsCredentialsProvider findForController(String credentialsId) throws AbortException {
        Optional<? extends StandardCredentials> found =
                CredentialsProvider.lookupCredentialsInItemGroup(installed(credentialsId), Jenkins.get(), ACL.SYSTEM2)
                        .stream()
                        .filter(candidate -> candidate.getId().equals(credentialsId))
                        .findFirst();
        StandardCredentials credentials = found.orElseThrow(
                () -> new AbortException("There are no AWS credentials \"" + credentialsId + "\" in Jenkins itself."));
        return new CachedCredentials(credentials, () -> resolve(credentials), Clock.systemUTC());
    }

    private static Class<? extends StandardCredentials> installed(String credentialsId) throws AbortException {
        return type().orElseThrow(() -> new AbortException("credentialsId \"" + credentialsId
                + "\" names AWS credentials, but the AWS Credentials plugin (aws-credentials) is not installed."));
    }

    /** The keys, in our SDK's types. */
    private static AwsCredentials resolve(Object credentials) {
        Object answer = call(credentials, "resolveCredentials");
        if (answer == null) { // neither key nor role: "use the default chain" (AWSCredentialsImpl)
            return DefaultCredentialsProvider.builder().build().resolveCredentials();
        }
        String accessKey = (String) call(answer, "accessKeyId");
        String secretKey = (String) call(answer, "secretAccessKey");
        return hasMethod(answer, "sessionToken")
                ? AwsSessionCredentials.create(accessKey, secretKey, (String) call(answer, "sessionToken"))
                : AwsBasicCredentials.create(accessKey, secretKey);
    }

    private static boolean hasMethod(Object object, String name) {
        return declaration(object.getClass(), name).isPresent();
    }

    @CheckForNull
    private static Object call(Object object, String name) {
        Method method = declaration(object.getClass(), name)
                .orElseThrow(() -> new AwsCredentialsUnreadableException(name + "() is missing", null));
        try {
            return method.invoke(object);
        } catch (InvocationTargetException failed) {
            throw new AwsCredentialsUnreadableException(
                    String.valueOf(failed.getCause().getMessage()), failed.getCause());
        } catch (IllegalAccessException closed) {
            throw new AwsCredentialsUnreadableException(closed.getMessage(), closed);
        }
    }

    /** The method of a public type: the credentials' own class may not be public. */
    private static Optional<Method> declaration(Class<?> type, String name) {
        for (Class<?> candidate = type; candidate != null; candidate = candidate.getSuperclass()) {
            Optional<Method> found = declaredBy(candidate, name);
            if (found.isPresent()) {
                return found;
            }
            for (Class<?> face : candidate.getInterfaces()) {
                found = declaration(face, name);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Method> declaredBy(Class<?> type, String name) {
        try {
            return Modifier.isPublic(type.getModifiers()) ? Optional.of(type.getMethod(name)) : Optional.empty();
        } catch (NoSuchMethodException elsewhere) {
            return Optional.empty();
        }
    }
}
