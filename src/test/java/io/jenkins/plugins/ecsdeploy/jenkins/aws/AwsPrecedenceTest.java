package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws.Source;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Which AWS a step calls, and as whom: the tables of docs/jenkins.md, without a Jenkins. */
class AwsPrecedenceTest {

    private static final String STEP_ROLE = "arn:aws:iam::111111111111:role/of-the-step";
    private static final String TARGET_ROLE = "arn:aws:iam::222222222222:role/of-the-target";
    private static final Map<String, String> KEYS = Map.of(
            "AWS_ACCESS_KEY_ID", "AKIABUILD", "AWS_SECRET_ACCESS_KEY", "not-a-secret", "AWS_REGION", "build-region-1");

    private AwsSettings step = AwsSettings.none().in("step-region-1");
    private TargetSettings target;
    private Map<String, String> build = Map.of();
    private boolean controllerRoleAllowed;

    /** Named or default target, its credentials, its role; the step's credentials; the build's keys; what is taken. */
    @ParameterizedTest
    @CsvSource({
        "named,   -,         -, of-step, -,    STEP",
        "named,   of-target, -, -,       keys, TARGET",
        "named,   -,         -, -,       keys, BUILD",
        "named,   -,         -, -,       -,    CONTROLLER",
        "default, of-target, -, of-step, keys, STEP",
        "default, of-target, -, -,       keys, BUILD",
        "default, of-target, -, -,       -,    TARGET",
        "default, -,         -, -,       -,    CONTROLLER",
        "default, -,       role, -,      -,    CONTROLLER",
        "none,    -,         -, of-step, keys, STEP",
        "none,    -,         -, -,       keys, BUILD",
        "none,    -,         -, -,       -,    CONTROLLER",
    })
    void theFirstSourceThatIsThereIsTaken(
            String how, String ofTarget, String role, String ofStep, String keys, Source taken) throws AbortException {
        given(how, "target-region-1", ofTarget, role.equals("role") ? TARGET_ROLE : "-");
        step = step.withCredentials(orNull(ofStep));
        build = keys.equals("keys") ? KEYS : Map.of();
        controllerRoleAllowed = true;

        assertThat(decide().aws().source()).isEqualTo(taken);
    }

    @Test
    void aDefaultTargetsRoleIsNotAssumedWithTheBuildsKeys() throws AbortException {
        given("default", "target-region-1", "of-target", TARGET_ROLE);
        step = AwsSettings.none();
        build = KEYS;

        AwsPrecedence.Decision decision = decide();

        assertThat(decision.aws().describe())
                .isEqualTo("an account that could not be found out, build-region-1, with the credentials that the build"
                        + " has set around the step");
        assertThat(decision.cluster(null)).isEmpty();
        assertThat(decision.tags()).isEmpty();
        assertThat(decision.whyNotDefault()).contains("The default target production has credentials or a role");
    }

    @Test
    void aDefaultTargetWithARoleAloneIsNotUsedWithOtherKeys() throws AbortException {
        given("default", "target-region-1", "-", TARGET_ROLE);
        step = AwsSettings.none();
        build = KEYS;

        assertThat(decide().aws().roleArn()).isEmpty();
        assertThat(decide().aws().region()).isEqualTo("build-region-1");
    }

    @Test
    void aNamedTargetsRoleIsAssumedWithTheBuildsKeys() throws AbortException {
        given("named", "target-region-1", "-", TARGET_ROLE);
        step = AwsSettings.none().withTarget("production");
        build = KEYS;

        assertThat(decide().aws().source()).isEqualTo(Source.BUILD);
        assertThat(decide().aws().roleArn()).contains(TARGET_ROLE);
        assertThat(decide().aws().account()).contains("222222222222");
        assertThat(decide().aws().region()).isEqualTo("target-region-1");
    }

    /** The target's region, the build's, whether the build has set keys too, and which region is called. */
    @ParameterizedTest
    @CsvSource({
        "target-1, build-1, -,    target-1",
        "target-1, build-1, keys, build-1",
        "-,        build-1, -,    build-1",
        "target-1, -,       keys, target-1",
    })
    void theRegionOfAStepBesideADefaultTargetThatIsOnlyAPlace(
            String ofTarget, String ofBuild, String keys, String called) throws AbortException {
        given("default", ofTarget, "-", "-");
        step = AwsSettings.none();
        build(keys, ofBuild);
        controllerRoleAllowed = true;

        assertThat(decide().aws().region()).isEqualTo(called);
    }

    @Test
    void aPlaceInAnotherRegionThanTheBuildsGivesNoCluster() throws AbortException {
        given("default", "target-region-1", "-", "-");
        step = AwsSettings.none();
        build = KEYS;
        assertThat(decide().cluster(null)).isEmpty();

        step = AwsSettings.none().in("target-region-1");
        assertThat(decide().cluster(null)).contains("shop");
    }

    @Test
    void theRegionBesideTheBuildsKeysGoesWithNoOtherCredentials() {
        step = AwsSettings.none().withCredentials("of-step");
        build = KEYS;

        assertThatThrownBy(this::decide)
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll("No AWS region", "region:", "target", "AWS_REGION");
    }

    @Test
    void aDefaultTargetWithCredentialsGivesNoRegionToOthers() {
        given("default", "target-region-1", "of-target", "-");
        step = AwsSettings.none().withCredentials("of-step");

        assertThatThrownBy(this::decide)
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("The default target production is not used");
    }

    @Test
    void whatTheStepNamesIsAddedToAnySource() throws AbortException {
        given("default", "target-region-1", "of-target", TARGET_ROLE);

        assertThat(decide().aws().region()).isEqualTo("step-region-1");
        assertThat(decide().cluster("other")).contains("other");
        assertThat(decide().cluster(" ")).contains("shop");
        assertThat(decide().tags()).containsExactly(Map.entry("team", "shop"));
        assertThat(decide().aws().endpoint()).contains("https://vpce.example.com");
    }

    @Test
    void templatesMayReadWhatTheTargetOfTheStepLists() throws AbortException {
        given("named", "target-region-1", "-", "-");
        build = KEYS;
        assertThat(decide().readable().parameters()).containsExactly("/shop");
    }

    @Test
    void templatesReadNothingWithoutATarget() throws AbortException {
        given("default", "target-region-1", "of-target", "-");
        build = KEYS;
        assertThat(decide().readable().parameters()).isEmpty();
        assertThat(decide().readable().why())
                .isEqualTo("no deployment target goes with the step, and only a target can list it. The default target"
                        + " production has credentials or a role of its own, so nothing of it is used with "
                        + decide().aws().whose() + ".");
    }

    @Test
    void credentialsBesideATargetThatHasItsOwnAreRefused() {
        given("named", "target-region-1", "of-target", "-");
        step = step.withCredentials("of-step");

        assertThatThrownBy(this::decide)
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll("\"of-step\"", "\"production\"", "Name one of the two");
    }

    @Test
    void aStepsRoleNeedsThePermissionOfItsTarget() throws AbortException {
        given("named", "target-region-1", "of-target", TARGET_ROLE);
        step = step.withRole(STEP_ROLE);
        assertThatThrownBy(this::decide)
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll(
                        STEP_ROLE, "may not be assumed", "\"production\"", "Roles that steps may name");

        step = step.withRole("arn:aws:iam::222222222222:role/deploy-web");
        assertThat(decide().aws().roleArn()).contains("arn:aws:iam::222222222222:role/deploy-web");
        step = step.withRole(TARGET_ROLE);
        assertThat(decide().aws().roleArn()).contains(TARGET_ROLE);
    }

    @Test
    void aStepsRoleWithItsOwnCredentialsNeedsNoPermission() throws AbortException {
        given("default", "-", "-", "-");
        step = step.withCredentials("of-step").withRole(STEP_ROLE);
        assertThat(decide().aws().roleArn()).contains(STEP_ROLE);
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
        given("named", "-", "-", arn(targetRole));
        target = with(target.aws().withExternalId(orNull(targetId)));
        step = step.withRole(orNull(arn(stepRole))).withExternalId(orNull(stepId));
        build = KEYS;

        assertThat(decide().aws().roleArn()).isEqualTo(Optional.ofNullable(orNull(arn(role))));
        assertThat(decide().aws().externalId()).isEqualTo(Optional.ofNullable(orNull(externalId)));
    }

    @Test
    void theControllersRoleIsUsedOnlyIfAllowed() {
        assertThatThrownBy(this::decide)
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("No AWS credentials")
                .hasMessageContaining("credentialsId:")
                .hasMessageContaining("the agent's own process don't count")
                .hasMessageContaining("controller's own role may not be used")
                .hasMessageContaining("Manage Jenkins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Frankfurt", "eu central 1", "$REGION", "eu-central-1/", "EU-CENTRAL-1"})
    void aRegionThatIsNoneIsRefusedByName(String region) {
        step = AwsSettings.none().withCredentials("of-step").in(region);
        assertThatThrownBy(this::decide)
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("\"" + region + "\" is not an AWS region, such as eu-central-1");
    }

    @Test
    void aSessionTokenOfTheBuildBelongsToItsKeys() {
        assertThat(AwsPrecedence.keys(
                        Map.of("AWS_ACCESS_KEY_ID", "KEY", "AWS_SECRET_ACCESS_KEY", "s", "AWS_SESSION_TOKEN", "token")))
                .containsInstanceOf(AwsSessionCredentials.class);
    }

    @Test
    void halfAKeyIsNone() {
        assertThat(AwsPrecedence.keys(Map.of("AWS_ACCESS_KEY_ID", "KEY"))).isEmpty();
        assertThat(AwsPrecedence.keys(Map.of("AWS_ACCESS_KEY_ID", "KEY", "AWS_SECRET_ACCESS_KEY", " ")))
                .isEmpty();
    }

    @Test
    void theLogNamesAccountRegionAndWhoseCredentials() throws AbortException {
        given("default", "target-region-1", "of-target", TARGET_ROLE);
        assertThat(decide().aws().describe())
                .isEqualTo("account 222222222222, step-region-1 at https://vpce.example.com, with the credentials"
                        + " of-target of the target production, role " + TARGET_ROLE);
    }

    private AwsPrecedence.Decision decide() throws AbortException {
        return new AwsPrecedence(step, Optional.ofNullable(target), build).decide(controllerRoleAllowed);
    }

    /** @param how whether the step names the target, or it is the default one, or there is none */
    private void given(String how, String region, String credentialsId, String roleArn) {
        if (!how.equals("none")) {
            target = with(new AwsSettings(null, orNull(region), orNull(credentialsId), orNull(roleArn), null));
        }
        if (how.equals("named")) {
            step = step.withTarget("production");
        }
    }

    private void build(String keys, String region) {
        Map<String, String> variables = new HashMap<>(keys.equals("keys") ? KEYS : Map.of());
        variables.remove("AWS_REGION");
        if (!region.equals("-")) {
            variables.put("AWS_DEFAULT_REGION", region);
        }
        build = variables;
    }

    private static TargetSettings with(AwsSettings aws) {
        return new TargetSettings(
                "production",
                aws,
                Optional.of("shop"),
                Optional.of("https://vpce.example.com"),
                Map.of("team", "shop"),
                List.of(),
                List.of("arn:aws:iam::222222222222:role/deploy-.*"),
                ReadableNames.ofTarget("production", List.of("/shop"), List.of(), List.of()),
                false);
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
