package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which deployment target a step uses, and what is wrong with several. */
class TargetsTest {

    private static final AwsSettings NO_TARGET = AwsSettings.none();

    private final Targets targets = new Targets(List.of(
            target("test", false),
            target("production", false, "shop/.*", "team/deploy"),
            target("shared", true, "shop/.*")));

    @Test
    void aNamedTargetIsTaken() throws AbortException {
        assertThat(name("test", "anyone/web")).contains("test");
        assertThat(name("production", "shop/web")).contains("production");
        assertThat(name("production", "team/deploy")).contains("production");
    }

    @Test
    void aTargetThatDoesNotExistIsRefusedByName() {
        assertThatThrownBy(() -> name("nowhere", "shop/web"))
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll("There is no deployment target \"nowhere\"", "Manage Jenkins");
    }

    @Test
    void aTargetOfOtherJobsIsRefusedByName() {
        assertThatThrownBy(() -> name("production", "team/deploy-fast"))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("\"production\" may not be used by team/deploy-fast");
    }

    @Test
    void aStepThatNamesNoneUsesTheDefaultTargetIfItsJobMay() throws AbortException {
        assertThat(targets.of(NO_TARGET, "shop/web").map(TargetSettings::name)).contains("shared");
        assertThat(targets.of(NO_TARGET, "team/deploy")).isEmpty();
    }

    @Test
    void twoTargetsOfOneNameAreAFault() {
        assertThat(new Targets(List.of(target("test", false), target("test", false))).fault())
                .contains("There are two deployment targets \"test\": names must differ.");
    }

    @Test
    void aTargetWithoutANameIsAFault() {
        assertThat(new Targets(List.of(target("", false))).fault()).contains("A deployment target has no name.");
    }

    @Test
    void twoDefaultTargetsAreAFault() {
        assertThat(new Targets(List.of(target("one", true), target("two", true))).fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("one, two", "Mark at most one"));
        assertThat(targets.fault()).isEmpty();
    }

    @Test
    void theConnectionTestNeedsARegionAndCredentials() throws AbortException {
        assertThatThrownBy(() -> target("test", false).alone(true))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("region is missing");
        TargetSettings inEurope = target(NO_TARGET.in("eu-central-1"), "https://vpce.example.com", List.of());
        assertThatThrownBy(() -> inEurope.alone(false))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("the target names no credentials");
        assertThat(inEurope.alone(true).source()).isEqualTo(KnownAws.Source.CONTROLLER);
    }

    @Test
    void anEndpointThatIsNoneIsAFault() {
        assertThat(fault(NO_TARGET, "not a url"))
                .contains("Deployment target \"test\": \"not a url\" is not an endpoint, such as https://HOST or"
                        + " http://HOST:PORT.");
        assertThat(fault(NO_TARGET, "ecs.example.com")).isPresent();
        assertThat(fault(NO_TARGET, "http://127.0.0.1:4590")).isEmpty();
    }

    @Test
    void aPatternThatIsNoneIsAFault() {
        assertThat(fault(NO_TARGET, "http://127.0.0.1:4590", "shop/(.*"))
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("allowed jobs: \"shop/(.*\" is not a regular expression"));
    }

    @Test
    void aRegionThatIsNoneIsAFault() {
        assertThat(fault(NO_TARGET.in("Frankfurt"), "http://127.0.0.1:4590"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("\"Frankfurt\" is not an AWS region"));
    }

    @Test
    void aNameThatTemplatesCanNotHaveIsAFault() {
        assertThat(readable(List.of("/webshop", "/"), List.of("webshop/key"), List.of("network"))
                        .fault())
                .isEmpty();
        assertThat(readable(List.of("/webshop/*"), List.of(), List.of()).fault())
                .contains("Deployment target \"test\": \"/webshop/*\" is not the name of a parameter, such as"
                        + " /webshop/greeting, or of a path, such as /webshop.");
        assertThat(readable(List.of(), List.of("a b"), List.of()).fault()).isPresent();
        assertThat(readable(List.of(), List.of(), List.of("network.VpcId")).fault())
                .hasValueSatisfying(
                        fault -> assertThat(fault).endsWith("is not the name of a stack, such as webshop."));
    }

    @Test
    void aPatternThatCantBeReadPermitsNobody() {
        assertThat(target(NO_TARGET, "http://127.0.0.1:4590", List.of("shop/(.*"))
                        .isAllowedFor("shop/(web"))
                .isFalse();
    }

    private static TargetSettings readable(List<String> parameters, List<String> secrets, List<String> stacks) {
        return new TargetSettings(
                "test",
                NO_TARGET,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                ReadableNames.ofTarget("test", parameters, secrets, stacks),
                false);
    }

    private static Optional<String> fault(AwsSettings aws, String endpoint, String... allowedJobs) {
        return new Targets(List.of(target(aws, endpoint, List.of(allowedJobs)))).fault();
    }

    private Optional<String> name(String target, String job) throws AbortException {
        return targets.of(NO_TARGET.withTarget(target), job).map(TargetSettings::name);
    }

    private static TargetSettings target(String name, boolean isDefault, String... allowedJobs) {
        return new TargetSettings(
                name,
                NO_TARGET,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(allowedJobs),
                List.of(),
                ReadableNames.none(),
                isDefault);
    }

    private static TargetSettings target(AwsSettings aws, String endpoint, List<String> allowedJobs) {
        return new TargetSettings(
                "test",
                aws,
                Optional.empty(),
                Optional.of(endpoint),
                Map.of(),
                allowedJobs,
                List.of(),
                ReadableNames.none(),
                false);
    }
}
