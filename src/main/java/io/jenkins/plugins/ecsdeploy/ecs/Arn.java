package io.jenkins.plugins.ecsdeploy.ecs;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Optional;

/**
 * An Amazon Resource Name: {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE} (AWS General Reference, "Amazon
 * Resource Names").
 *
 * @param region empty for global resources such as IAM roles
 * @param account 12 digits; empty for resources that have none
 * @param resource everything after the account, such as {@code service/shop/webshop}
 */
public record Arn(String partition, String service, String region, String account, String resource) {

    /** @param text empty is returned for null and for anything that is no ARN */
    public static Optional<Arn> parse(@CheckForNull String text) {
        String[] parts = text == null ? new String[0] : text.split(":", 6);
        return parts.length == 6 && "arn".equals(parts[0])
                ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
                : Optional.empty();
    }

    /**
     * The last part of an ARN's resource: the name or id of a cluster, service or task, {@code family:revision} of a
     * task definition. Anything that is no ARN is its own name.
     */
    public static String name(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    /** Whether the first names the resource with this ARN: by the ARN itself, or by its last part. */
    public static boolean isNameOf(String nameOrArn, String arn) {
        return nameOrArn.equals(arn) || !nameOrArn.startsWith("arn:") && nameOrArn.equals(name(arn));
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, account, resource);
    }
}
