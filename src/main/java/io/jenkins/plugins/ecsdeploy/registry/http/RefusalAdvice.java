package io.jenkins.plugins.ecsdeploy.registry.http;

/** What to do about a registry's refusal. */
final class RefusalAdvice {

    private RefusalAdvice() {}

    static String on(RegistryAnswer answer, RegistryTarget target) {
        RegistryError error = answer.error();
        if (error.code().equals("NAME_UNKNOWN") || saysRepositoryIsMissing(error)) {
            return "The repository " + target.repository()
                    + " does not exist. Create it first, or check its name and the registry's account and region.";
        }
        if (answer.refusesImmutableTag()) {
            return "The repository's tags are immutable and this one names another image. Use a new tag.";
        }
        return switch (answer.status()) {
            case 401 -> unauthorized(answer);
            case 403 ->
                error.message().contains("expired")
                        ? "Get a new authorization token. ECR's are valid for 12 hours."
                        : "The credentials don't permit this. Check the user's or role's permissions on the repository (ECR:"
                                + " BatchCheckLayerAvailability, InitiateLayerUpload, UploadLayerPart, CompleteLayerUpload,"
                                + " PutImage, BatchGetImage).";
            case 404 -> "Check the registry's address and the repository's name.";
            case 405 -> "This registry does not accept pushes. It may be a read-only mirror.";
            case 407 ->
                "The proxy requires a login. Put it into HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT) and start the agent with"
                        + " -Djdk.http.auth.tunneling.disabledSchemes= (nothing after it), because by default Java sends no"
                        + " password to a proxy. Or let the proxy pass requests to the registry's host without a login, or"
                        + " add the host to NO_PROXY.";
            case 413 -> "The registry, or a proxy in front of it, does not accept uploads of this size.";
            case 429 -> "The registry limits the request rate. Try again later.";
            default ->
                answer.status() >= 500
                        ? "The registry has an internal error. Try again later."
                        : "Check the address, the credentials and the registry's log.";
        };
    }

    /** ECR's words (actions/starter-workflows#2647, aws-actions/amazon-ecr-login#202), with other codes too. */
    private static boolean saysRepositoryIsMissing(RegistryError error) {
        return error.message().startsWith("The repository with name")
                && error.message().contains("does not exist");
    }

    private static String unauthorized(RegistryAnswer answer) {
        String scheme = answer.header("WWW-Authenticate").orElse("").split(" ", 2)[0];
        return scheme.isEmpty() || scheme.equalsIgnoreCase("Basic")
                ? "Check user name and password. ECR's authorization tokens are valid for 12 hours."
                : "The registry requires " + scheme + " authentication. Only Basic and Bearer are supported.";
    }
}
