package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.util.Secret;
import io.jenkins.plugins.ecsdeploy.aws.CachedCredentials.Obtained;
import io.jenkins.plugins.ecsdeploy.aws.CachedCredentials.UnavailableException;
import io.jenkins.plugins.ecsdeploy.jenkins.RefusedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Reads AWS credentials of the AWS Credentials plugin. That plugin has SDK classes of its own, so this class alone calls
 * it, by reflection, and only strings cross.
 *
 * <p>Credentials without an access key stand for the controller's own role: without a role of theirs the plugin answers
 * null, "use the default chain"; with one it assumes it as the controller ({@code
 * AWSCredentialsImpl.resolveCredentials()}). Whether jobs may use that role is the administrator's decision.
 */
final class AwsCredentialsReader {

    /** The shortest session of STS (API reference of AssumeRole, DurationSeconds). */
    private static final Duration SHORTEST_SESSION = Duration.ofMinutes(15);

    private final String id;
    private final Object credentials;
    private final BooleanSupplier controllerRoleAllowed;

    /**
     * @param id for messages
     * @param credentials of the AWS Credentials plugin
     * @param controllerRoleAllowed asked each time: an administrator may change it
     */
    AwsCredentialsReader(String id, Object credentials, BooleanSupplier controllerRoleAllowed) {
        this.id = id;
        this.credentials = credentials;
        this.controllerRoleAllowed = controllerRoleAllowed;
    }

    /** @throws AbortException if they stand for the controller's own role, and jobs may not use that */
    void check() throws AbortException {
        if (isWithoutKey() && !controllerRoleAllowed.getAsBoolean()) {
            throw controllerRoleRefused();
        }
    }

    /**
     * The keys, in our SDK's types.
     *
     * @throws UnavailableException if the plugin can't give them out
     * @throws RefusedException see {@link #check}
     */
    Obtained read() {
        try {
            check();
            Object answer = call(credentials, "resolveCredentials");
            return answer == null ? ofController() : obtained(answer);
        } catch (AbortException refused) {
            throw new RefusedException(refused);
        }
    }

    private Obtained ofController() throws AbortException {
        if (!controllerRoleAllowed.getAsBoolean()) {
            throw controllerRoleRefused();
        }
        return new Obtained(DefaultCredentialsProvider.builder().build().resolveCredentials(), SHORTEST_SESSION);
    }

    private Obtained obtained(Object answer) {
        String accessKey = (String) call(answer, "accessKeyId");
        String secretKey = (String) call(answer, "secretAccessKey");
        return has(answer, "sessionToken")
                ? new Obtained(
                        AwsSessionCredentials.create(accessKey, secretKey, (String) call(answer, "sessionToken")),
                        life())
                : Obtained.key(AwsBasicCredentials.create(accessKey, secretKey));
    }

    private Duration life() {
        return has(credentials, "getStsTokenDuration")
                        && call(credentials, "getStsTokenDuration") instanceof Integer seconds
                ? Duration.ofSeconds(seconds)
                : SHORTEST_SESSION;
    }

    private boolean isWithoutKey() {
        return has(credentials, "getAccessKey")
                && isBlank(call(credentials, "getAccessKey"))
                && (!has(credentials, "getSecretKey") || isBlank(call(credentials, "getSecretKey")));
    }

    private static boolean isBlank(@CheckForNull Object text) {
        return text == null || (text instanceof Secret secret ? secret.getPlainText() : text.toString()).isBlank();
    }

    private AbortException controllerRoleRefused() {
        return new AbortException(
                "The AWS credentials \"" + id + "\" have no access key, so they stand for the AWS role"
                        + " of the controller, and jobs may not use that. Enter a key in them, or name others; an administrator"
                        + " can allow the controller's role under Manage Jenkins, System, Amazon ECS Deploy.");
    }

    private static boolean has(Object object, String name) {
        return declaration(object.getClass(), name).isPresent();
    }

    @CheckForNull
    private Object call(Object object, String name) {
        Method method = declaration(object.getClass(), name)
                .orElseThrow(() -> new UnavailableException(unreadable(name + "() is missing"), false, null));
        try {
            return method.invoke(object);
        } catch (InvocationTargetException failed) {
            Throwable cause = failed.getCause();
            throw new UnavailableException(unreadable(String.valueOf(cause.getMessage())), isRetryable(cause), cause);
        } catch (IllegalAccessException closed) {
            throw new UnavailableException(unreadable(closed.getMessage()), false, closed);
        }
    }

    private String unreadable(String why) {
        return "the AWS credentials \"" + id + "\" could not be read from the AWS Credentials plugin: " + why;
    }

    /** An exception of that plugin's SDK: what AWS refuses has a status below 500; without an answer there is none. */
    private static boolean isRetryable(Throwable failed) {
        Optional<Method> status = declaration(failed.getClass(), "statusCode");
        if (status.isEmpty()) {
            return declaration(failed.getClass(), "retryable").isPresent(); // SdkClientException: nothing was answered
        }
        try {
            return status.get().invoke(failed) instanceof Integer code && (code >= 500 || code == 429);
        } catch (InvocationTargetException | IllegalAccessException unknown) {
            return false;
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
