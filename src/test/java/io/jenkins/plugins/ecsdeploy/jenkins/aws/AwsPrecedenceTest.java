package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.aws.AwsRole;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Which AWS a step calls, and as whom: the tables of docs/jenkins.md, without a Jenkins. */
class AwsPrecedenceTest {

    private static final String STEP_ROLE = "arn:aws:iam::123456789012:role/of-the-step";
    private static final String TARGET_ROLE = "arn:aws:iam::123456789012:role/of-the-target";

    /** What names a region, where {@code -} names none, and which region is called. */
    @ParameterizedTest
    @CsvSource({
        "step-1, named-1, env-1, other-1, step-1",
        "-, named-1, env-1, other-1, named-1",
        "-, -, env-1, other-1, env-1",
        "-, -, -, other-1, other-1",
    })
    void regionOfAStepThatNamesATarget(String step, String target, String env, String otherEnv, String called)
            throws AbortException {
        assertThat(new AwsPrecedence(
                                settings("named", step, "kept", "-"),
                                Optional.of(target("named", target, "-", "-")),
                                environment("AWS_REGION", env, "AWS_DEFAULT_REGION", otherEnv))
                        .access(false, "job-1")
                        .region())
                .isEqualTo(called);
    }

    @ParameterizedTest
    @CsvSource({
        "step-1, env-1, other-1, default-1, step-1",
        "-, env-1, other-1, default-1, env-1",
        "-, -, other-1, default-1, other-1",
        "-, -, -, default-1, default-1",
    })
    void regionOfAStepThatNamesNoTarget(String step, String env, String otherEnv, String target, String called)
            throws AbortException {
        assertThat(new AwsPrecedence(
                                settings("-", step, "kept", "-"),
                                Optional.of(target("default", target, "-", "-")),
                                environment("AWS_REGION", env, "AWS_DEFAULT_REGION", otherEnv))
                        .access(false, "job-1")
                        .region())
                .isEqualTo(called);
    }

    @ParameterizedTest
    @CsvSource({
        // the target that the step names, its credentials, the step's, the environment's key, whose are used
        "named, of-target, of-step, KEY, of-step",
        "named, of-target, -, KEY, of-target",
        "named, -, -, KEY, environment KEY",
        "-, of-target, of-step, KEY, of-step",
        "-, of-target, -, KEY, environment KEY",
        "-, of-target, -, -, of-target",
        "-, -, -, -, controller",
    })
    void credentials(String named, String ofTarget, String ofStep, String key, String used) throws AbortException {
        CredentialSource source = new AwsPrecedence(
                        settings(named, "eu-central-1", ofStep, "-"),
                        Optional.of(target("named", "-", ofTarget, "-")),
                        environment("AWS_ACCESS_KEY_ID", key, "AWS_SECRET_ACCESS_KEY", key))
                .access(true, "job-1")
                .credentials();

        assertThat(describe(source)).isEqualTo(used);
    }

    @Test
    void aSessionTokenOfTheEnvironmentBelongsToItsKeys() throws AbortException {
        CredentialSource source = new AwsPrecedence(
                        settings("-", "eu-central-1", "-", "-"),
                        Optional.empty(),
                        Map.of("AWS_ACCESS_KEY_ID", "KEY", "AWS_SECRET_ACCESS_KEY", "s", "AWS_SESSION_TOKEN", "token"))
                .access(false, "job-1")
                .credentials();

        assertThat(source)
                .isInstanceOfSatisfying(
                        CredentialSource.InEnvironment.class,
                        environment -> assertThat(environment.keys()).isInstanceOf(AwsSessionCredentials.class));
    }

    @Test
    void theControllersRoleIsUsedOnlyIfAllowed() {
        AwsPrecedence nothing = new AwsPrecedence(settings("-", "eu-central-1", "-", "-"), Optional.empty(), Map.of());

        assertThatThrownBy(() -> nothing.access(false, "job-1"))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("No AWS credentials")
                .hasMessageContaining("credentialsId:")
                .hasMessageContaining("The controller's own role may not be used")
                .hasMessageContaining("Manage Jenkins");
    }

    @Test
    void aMissingRegionIsNamedWithThePlacesToSetIt() {
        AwsPrecedence nothing = new AwsPrecedence(settings("-", "-", "kept", "-"), Optional.empty(), Map.of());

        assertThatThrownBy(() -> nothing.access(false, "job-1"))
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll("No AWS region", "region:", "target", "AWS_REGION");
    }

    @ParameterizedTest
    @CsvSource({
        // the step's role and external ID, the target's, and what is assumed
        "step, -, target, secret, step, -",
        "step, mine, target, secret, step, mine",
        "-, -, target, secret, target, secret",
        "-, mine, target, secret, target, mine",
        "-, mine, -, secret, -, -",
    })
    void aTargetsExternalIdGoesWithItsOwnRoleAlone(
            String stepRole, String stepId, String targetRole, String targetId, String role, String externalId)
            throws AbortException {
        AwsSettings step =
                settings("named", "eu-central-1", "kept", arn(stepRole)).withExternalId(orNull(stepId));
        AwsSettings target = settings("-", "-", "-", arn(targetRole)).withExternalId(orNull(targetId));

        Optional<AwsRole> assumed = new AwsPrecedence(step, Optional.of(target("named", target)), Map.of())
                .access(false, "shop/web-12")
                .role();

        assertThat(assumed.map(AwsRole::arn)).isEqualTo(Optional.ofNullable(orNull(arn(role))));
        assertThat(assumed.flatMap(AwsRole::externalId)).isEqualTo(Optional.ofNullable(orNull(externalId)));
        assertThat(assumed.map(AwsRole::sessionName).filter("jenkins-shop-web-12"::equals))
                .isEqualTo(assumed.map(AwsRole::sessionName));
    }

    @Test
    void clusterTagsAndEndpointComeFromTheTarget() throws AbortException {
        TargetSettings target = new TargetSettings(
                "production",
                settings("-", "eu-central-1", "kept", "-"),
                Optional.of("shop"),
                Optional.of("https://vpce.example.com"),
                Map.of("team", "shop"),
                List.of(),
                false);
        AwsPrecedence found = new AwsPrecedence(settings("production", "-", "-", "-"), Optional.of(target), Map.of());

        assertThat(found.cluster(null)).contains("shop");
        assertThat(found.cluster(" ")).contains("shop");
        assertThat(found.cluster("other")).contains("other");
        assertThat(found.tags()).containsExactly(Map.entry("team", "shop"));
        assertThat(found.access(false, "job-1").endpoint()).contains(URI.create("https://vpce.example.com"));
    }

    @Test
    void resolvedSettingsNameWhatWasFoundButNoSecret() {
        AwsSettings resolved = new AwsPrecedence(
                        settings("-", "-", "-", "-"),
                        Optional.of(target("default", "eu-west-1", "kept", arn("target"))),
                        Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "K", "AWS_SECRET_ACCESS_KEY", "S"))
                .resolved();

        assertThat(resolved).isEqualTo(new AwsSettings("default", "eu-central-1", "kept", TARGET_ROLE, null));
    }

    @Test
    void resolvedSettingsOfTwoWaysToSayTheSameAreEqual() {
        Optional<TargetSettings> target = Optional.of(target("default", "eu-west-1", "kept", "-"));

        assertThat(new AwsPrecedence(settings("default", "-", "-", "-"), target, Map.of()).resolved())
                .isEqualTo(new AwsPrecedence(settings("-", "eu-west-1", "kept", "-"), target, Map.of()).resolved());
    }

    private static String describe(CredentialSource source) {
        if (source instanceof CredentialSource.Kept kept) {
            return kept.credentialsId();
        }
        return source instanceof CredentialSource.InEnvironment environment
                ? "environment " + environment.keys().accessKeyId()
                : "controller";
    }

    private static TargetSettings target(String name, String region, String credentialsId, String roleArn) {
        return target(name, settings("-", region, credentialsId, roleArn));
    }

    private static TargetSettings target(String name, AwsSettings aws) {
        return new TargetSettings(name, aws, Optional.empty(), Optional.empty(), Map.of(), List.of(), false);
    }

    private static AwsSettings settings(String target, String region, String credentialsId, String roleArn) {
        return new AwsSettings(orNull(target), orNull(region), orNull(credentialsId), orNull(roleArn), null);
    }

    private static Map<String, String> environment(String first, String value, String second, String secondValue) {
        Map<String, String> environment = new HashMap<>();
        environment.put(first, orNull(value));
        environment.put(second, orNull(secondValue));
        environment.values().removeIf(Objects::isNull);
        return environment;
    }

    private static String arn(String role) {
        return switch (role) {
            case "step" -> STEP_ROLE;
            case "target" -> TARGET_ROLE;
            default -> role;
        };
    }

    private static String orNull(String text) {
        return "-".equals(text) ? null : text;
    }
}
