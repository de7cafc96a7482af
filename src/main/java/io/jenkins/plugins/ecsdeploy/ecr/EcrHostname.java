package io.jenkins.plugins.ecsdeploy.ecr;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The account and region in the hostname of a private registry: IPv4 or dual-stack, FIPS or not, in any partition (user
 * guide, "Private registry"). Only for calls of ECR's API: the host to push to comes from ECR's answers.
 *
 * @param registryId the account that owns the registry
 */
public record EcrHostname(String registryId, String region) {

    /** ECR Public's registry. */
    public static final String PUBLIC = "public.ecr.aws";

    private static final Pattern PRIVATE = Pattern.compile(
            "(?<account>\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.(?<region>[a-z0-9-]+)\\.(?:amazonaws|on)\\.[\\w.-]+");

    /**
     * @param host without a scheme
     * @return empty if it is not a private registry of ECR
     */
    public static Optional<EcrHostname> of(String host) {
        Matcher matcher = PRIVATE.matcher(host);
        return matcher.matches()
                ? Optional.of(new EcrHostname(matcher.group("account"), matcher.group("region")))
                : Optional.empty();
    }
}
