package io.jenkins.plugins.ecsdeploy.registry.http;

import java.util.Locale;

/** What to do about a registry's refusal. */
public final class Advice {

    private Advice() {}

    static String on(RegistryAnswer answer, RegistryTarget target) {
        RegistryError error = answer.error();
        if (error.code().equals("NAME_UNKNOWN") || saysRepositoryIsMissing(error)) {
            return "The repository " + target.repository()
                    + " doesn't exist there: create it first, or check its name and the registry's account and region.";
        }
        if (isImmutableTag(answer)) {
            return "The repository's tags are immutable and the tag names another image: use a new tag.";
        }
        return switch (answer.status()) {
            case 401 -> unauthorized(answer);
            case 403 ->
                error.message().contains("expired")
                        ? "Get a new authorization token: ECR's are good for 12 hours."
                        : "The credentials may not do this: check the user's or role's permissions on the repository (ECR:"
                                + " BatchCheckLayerAvailability, InitiateLayerUpload, UploadLayerPart, CompleteLayerUpload,"
                                + " PutImage, BatchGetImage).";
            case 404 -> "Check the registry's address and the repository's name.";
            case 405 -> "This registry can't be pushed to: it may be a read-only mirror.";
            case 407 ->
                "The proxy on the way wants a login. One in HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT) is sent where this"
                        + " machine's Java allows it: start the agent with"
                        + " -Djdk.http.auth.tunneling.disabledSchemes= (nothing after it), because by default Java gives no"
                        + " password to a proxy. Or let the proxy pass the registry's host without a login, or name the host"
                        + " in NO_PROXY.";
            case 413 -> "The registry, or a proxy before it, takes no upload of that size.";
            case 429 -> "The registry limits requests: try again later.";
            default ->
                answer.status() >= 500
                        ? "The registry has trouble of its own: try again later."
                        : "Check the address, the credentials and the registry's log.";
        };
    }

    /** ECR: 400 {@code TAG_INVALID} (moby/buildkit#3776); its API's name for it; 409 by others. */
    public static boolean isImmutableTag(RegistryAnswer answer) {
        String words = (answer.error().code() + " " + answer.error().message()).toLowerCase(Locale.ROOT);
        return (answer.status() == 400 || answer.status() == 409 || answer.status() == 403 || answer.status() == 412)
                && (words.contains("immutable") || words.contains("imagetagalreadyexists"));
    }

    private static boolean saysRepositoryIsMissing(RegistryError error) {
        return error.message().startsWith("The repository with name")
                && error.message().contains("does not exist");
    }

    private static String unauthorized(RegistryAnswer answer) {
        String scheme = answer.header("WWW-Authenticate").orElse("").split(" ", 2)[0];
        return scheme.isEmpty() || scheme.equalsIgnoreCase("Basic")
                ? "Check user name and password; ECR's authorization tokens are good for 12 hours."
                : "The registry asks for " + scheme + " authentication; Basic and Bearer are known here.";
    }
}
