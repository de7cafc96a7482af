package io.jenkins.plugins.ecsdeploy.aws;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Explains a failed AWS call: the call, what it was about, why it failed, what to do, the request id. The codes are those of
 * the services' "Common Errors" pages.
 */
final class AwsErrors {

    private static final Set<String> DENIED =
            Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized");
    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
    private static final Set<String> UNKNOWN_CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "AuthFailure");

    /** IAM's own sentence: "User: ARN is not authorized to perform: ACTION on resource: ARN because …". */
    private static final Pattern DENIAL =
            Pattern.compile("(?:User: (?<who>\\S+) is )?not authorized to perform: (?<action>[\\w-]+:\\w+)"
                    + "(?: on resource: (?<resource>\\S+))?");

    private AwsErrors() {}

    static AwsCallException explain(String action, String subject, SdkException failed) {
        if (failed instanceof AwsServiceException answered && answered.awsErrorDetails() != null) {
            return explainAnswer(action, subject, answered);
        }
        return explainNoAnswer(action, subject, failed);
    }

    /** The credentials could not be had, so nothing was sent. */
    static AwsCallException explainUnavailable(
            String action, String subject, CachedCredentials.UnavailableException failed) {
        return new AwsCallException(
                failed.isRetryable() ? Kind.UNREACHABLE : Kind.BAD_CREDENTIALS,
                action,
                "",
                failed.getMessage(),
                action + " for " + subject + " was not sent: " + failed.getMessage(),
                failed);
    }

    private static AwsCallException explainAnswer(String action, String subject, AwsServiceException failed) {
        String code = String.valueOf(failed.awsErrorDetails().errorCode());
        String said = String.valueOf(failed.awsErrorDetails().errorMessage());
        String call = action + " for " + subject;
        Kind kind;
        String message;
        if (failed.awsErrorDetails().errorCode() == null) {
            kind = failed.statusCode() >= 500 ? Kind.SERVICE_ERROR : Kind.REFUSED;
            message = call + " got HTTP " + failed.statusCode()
                    + " from something that is not AWS, such as a proxy or a wrong endpoint" + tries(failed)
                    + ". Check the endpoint and the proxy.";
        } else if (DENIED.contains(code)) {
            kind = Kind.ACCESS_DENIED;
            message = call + " was denied. " + missingPermission(action, said);
        } else if (EXPIRED.contains(code)) {
            kind = Kind.EXPIRED_CREDENTIALS;
            message = call + " was refused: the AWS credentials have expired (" + code
                    + "), so this call changed nothing. Get new credentials and run the build again.";
        } else if (UNKNOWN_CREDENTIALS.contains(code)) {
            kind = Kind.BAD_CREDENTIALS;
            message = call + " was refused: AWS does not accept the credentials (" + code + ": " + said
                    + "). Check the access key, its secret and, for temporary credentials, the session token.";
        } else if (failed.isThrottlingException()) {
            kind = Kind.THROTTLED;
            message = call + " was throttled by AWS (" + code + ": " + said + "), also when retried" + tries(failed)
                    + ". Run fewer deployments at once in this account and region.";
        } else if (failed.statusCode() >= 500) {
            kind = Kind.SERVICE_ERROR;
            message = call + " failed inside AWS (HTTP " + failed.statusCode() + " " + code + ": " + said + ")"
                    + tries(failed) + ". Try again; if it persists, see the AWS Health Dashboard.";
        } else {
            kind = Kind.REFUSED;
            message = call + " was refused: " + said + " (" + code + ")";
        }
        return new AwsCallException(kind, action, code, said, message + requestId(failed), failed);
    }

    private static String missingPermission(String action, String said) {
        Matcher denial = DENIAL.matcher(said);
        if (!denial.find()) {
            return "Missing IAM action: " + action + ". AWS says: " + said;
        }
        StringBuilder text = new StringBuilder("Missing IAM action: ").append(denial.group("action"));
        if (denial.group("resource") != null) {
            text.append(" on ").append(denial.group("resource"));
        }
        if (denial.group("who") != null) {
            text.append(". Allow it to ").append(denial.group("who"));
        }
        return text.append(". AWS says: ").append(said).toString();
    }

    /** An answer that lacks what it is for is as good as none. */
    static AwsCallException explainWithout(String action, String subject, String member) {
        return new AwsCallException(
                Kind.SERVICE_ERROR,
                action,
                "",
                "",
                action + " for " + subject + " got an answer without \"" + member
                        + "\", so what came of it is unknown. Check the endpoint: is it AWS?",
                null);
    }

    private static AwsCallException explainNoAnswer(String action, String subject, SdkException failed) {
        String call = action + " for " + subject;
        String said = String.valueOf(failed.getMessage());
        if (failed instanceof AbortedException) {
            return new AwsCallException(
                    Kind.INTERRUPTED, action, "", said, call + " was interrupted by an abort.", failed);
        }
        if (KnownMessage.NO_CREDENTIALS.isIn("", said)) {
            return new AwsCallException(
                    Kind.BAD_CREDENTIALS,
                    action,
                    "",
                    said,
                    call + " was not sent: there are no AWS credentials. Set AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN for temporary ones), or name credentials.",
                    failed);
        }
        Optional<String> unknownHost = cause(failed, UnknownHostException.class);
        if (unknownHost.isPresent()) {
            return new AwsCallException(
                    Kind.UNREACHABLE,
                    action,
                    "",
                    said,
                    call + " was not sent: no such host: " + unknownHost.get()
                            + ". Check the region's name, and whether this machine needs a proxy.",
                    failed);
        }
        String why = cause(failed, ConnectException.class).orElse(said);
        return new AwsCallException(
                Kind.UNREACHABLE,
                action,
                "",
                said,
                call + " got no answer: " + why + tries(failed)
                        + ". Check the endpoint, the proxy and the network route from this machine to AWS.",
                failed);
    }

    /** The message of the first cause of this type. */
    private static Optional<String> cause(Throwable failed, Class<? extends Throwable> type) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .findFirst()
                .map(cause -> String.valueOf(cause.getMessage()));
    }

    private static String tries(SdkException failed) {
        Integer attempts = failed.numAttempts();
        return attempts == null || attempts < 2 ? "" : " (" + attempts + " tries)";
    }

    private static String requestId(AwsServiceException failed) {
        return failed.requestId() == null ? "" : " [request id " + failed.requestId() + "]";
    }
}
