package io.jenkins.plugins.ecsdeploy.infrastructure;

import java.util.Locale;

/** The two spellings of one name: {@code BlueTargetGroupArn} in CloudFormation, {@code blue_target_group_arn} in Terraform. */
public final class Names {

    private Names() {}

    public static String snake(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
