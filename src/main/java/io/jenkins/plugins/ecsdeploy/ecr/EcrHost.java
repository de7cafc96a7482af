package io.jenkins.plugins.ecsdeploy.ecr;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host of a private registry, read for what to ask ECR: the push itself goes where ECR says. In any partition, with
 * IPv4 or dual-stack, FIPS or not (user guide, "Private registry").
 *
 * @param registryId the account that owns it
 */
public record EcrHost(String registryId, String region) {

    /** Where ECR Public's images are pulled from and pushed to. */
    public static final String PUBLIC = "public.ecr.aws";

    private static final Pattern PRIVATE = Pattern.compile(
            "(?<account>\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.(?<region>[a-z0-9-]+)\\.(?:amazonaws|on)\\.[\\w.-]+");

    /** @param host without a scheme; empty where it is no private registry of ECR's */
    public static Optional<EcrHost> of(String host) {
        Matcher matcher = PRIVATE.matcher(host);
        return matcher.matches()
                ? Optional.of(new EcrHost(matcher.group("account"), matcher.group("region")))
                : Optional.empty();
    }
}
