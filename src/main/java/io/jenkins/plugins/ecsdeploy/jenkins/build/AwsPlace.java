package io.jenkins.plugins.ecsdeploy.jenkins.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;

/**
 * Region and account, as far as they are known.
 *
 * @param region empty if unknown, and for ARNs of IAM, which have none
 * @param account empty if unknown
 */
record AwsPlace(String region, String account) {

    private static final AwsPlace UNKNOWN = new AwsPlace("", "");

    /** @param arn {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:…}; anything else, and null, is an unknown place */
    static AwsPlace ofArn(@CheckForNull String arn) {
        return Arn.parse(arn)
                .map(known -> new AwsPlace(known.region(), known.account()))
                .orElse(UNKNOWN);
    }

    /** Whether both may be the same place. */
    boolean maybe(AwsPlace other) {
        return isAlike(region, other.region) && maybeInAccount(other);
    }

    boolean maybeInAccount(AwsPlace other) {
        return isAlike(account, other.account);
    }

    private static boolean isAlike(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }
}
