package io.jenkins.plugins.ecsdeploy.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.simulator.account.Surroundings;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a target permits, read from the simulated AWS. */
class ValueLookupTest {

    private static final ReadableNames SHOP =
            ReadableNames.ofTarget("production", List.of("/shop", "plain"), List.of("shop"), List.of("network", "db"));
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/api-key-AbCdEf";
    private static final String PARAMETERS = "arn:aws:ssm:us-east-1:123456789012:parameter";

    @TempDir
    Path folder;

    private Webshop aws;
    private Surroundings account;
    private final List<String> bodies = new ArrayList<>();

    @BeforeEach
    void open() {
        aws = Webshop.open(folder);
        account = aws.simulator.surroundings();
        aws.simulator.observe((operation, body) -> bodies.add(operation + " " + body));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void eachSourceGivesItsValue() throws InterruptedException {
        account.parameter("/shop/greeting", "String", "Hello")
                .parameter("plain", "StringList", "a,b")
                .secret(SECRET, false)
                .stack("network", "UPDATE_COMPLETE", Map.of("VpcId", "vpc-1 <&>", "Other", "x"));

        ExternalValues read = read(
                "STAGE", "ssm:/shop/greeting", "ssm:plain", "secretArn:shop/api-key", "cloudformation:network.VpcId");

        assertThat(read.found())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ssm:/shop/greeting", "Hello",
                        "ssm:plain", "a,b",
                        "secretArn:shop/api-key", SECRET,
                        "cloudformation:network.VpcId", "vpc-1 <&>"));
        assertThat(read.missing()).isEmpty();
        assertThat(read.refused()).isEmpty();
    }

    @Test
    void aVersionOfAParameterIsReadBesideTheNewest() throws InterruptedException {
        account.parameter("/shop/a", "String", "first").parameter("/shop/a", "String", "second");

        assertThat(read("ssm:/shop/a", "ssm:/shop/a:1", "ssm:/shop/a:3").found())
                .isEqualTo(Map.of("ssm:/shop/a", "second", "ssm:/shop/a:1", "first"));
    }

    @Test
    void parametersAreReadByTenWithoutDecryption() throws InterruptedException {
        List<String> names = IntStream.range(0, 23)
                .mapToObj(number -> "ssm:/shop/p" + number)
                .toList();
        names.forEach(name -> account.parameter(name.substring("ssm:".length()), "String", "v"));

        assertThat(read(names.toArray(String[]::new)).found()).hasSize(23);
        assertThat(bodies)
                .hasSize(3)
                .allSatisfy(body ->
                        assertThat(body).startsWith("ssm:GetParameters ").contains("\"WithDecryption\":false"));
    }

    @Test
    void aStackIsDescribedOnceForAllItsOutputs() throws InterruptedException {
        account.stack("network", "CREATE_COMPLETE", Map.of("A", "1", "B", "2"));

        assertThat(read("cloudformation:network.A", "cloudformation:network.B").found())
                .hasSize(2);
        assertThat(bodies).hasSize(1);
    }

    @Test
    void withoutAnyOfThemNothingIsCalled() throws InterruptedException {
        assertThat(read("STAGE", "cluster")).isEqualTo(ExternalValues.none());
        assertThat(bodies).isEmpty();
    }

    @Test
    void whatIsMissingIsSaidForEachName() throws InterruptedException {
        account.stack("network", "CREATE_COMPLETE", Map.of("VpcId", "vpc-1"));

        assertThat(read(
                                "ssm:/shop/none",
                                "secretArn:shop/none",
                                "cloudformation:db.Url",
                                "cloudformation:network.VpcID")
                        .missing())
                .isEqualTo(Map.of(
                        "ssm:/shop/none", "there is no parameter /shop/none in us-east-1",
                        "secretArn:shop/none", "there is no secret shop/none in us-east-1",
                        "cloudformation:db.Url", "there is no stack db in us-east-1",
                        "cloudformation:network.VpcID",
                                "the stack network (CREATE_COMPLETE) has no output VpcID; did you mean VpcId?"));
    }

    @Test
    void aStackWithoutOutputsHasNone() throws InterruptedException {
        account.stack("network", "CREATE_IN_PROGRESS", Map.of());

        assertThat(read("cloudformation:network.VpcId").missing().values())
                .containsExactly("the stack network (CREATE_IN_PROGRESS) has no output VpcId");
    }

    @Test
    void aSecureStringIsRefusedWithWhatValueFromTakes() throws InterruptedException {
        account.parameter("/shop/password");

        ExternalValues read = read("ssm:/shop/password");
        assertThat(read.found()).isEmpty();
        assertThat(read.refused().get("ssm:/shop/password"))
                .contains("it is a SecureString")
                .endsWith("\"secrets\" instead, with \"valueFrom\": \"" + PARAMETERS + "/shop/password\"");
    }

    @Test
    void aSecretIsNotReadByWayOfTheParameterStore() throws InterruptedException {
        ReadableNames all = ReadableNames.ofTarget("production", List.of("/"), List.of(), List.of());

        ExternalValues read = read(all, "ssm:/aws/reference/secretsmanager/shop/api-key");
        assertThat(read.refused().values())
                .singleElement()
                .asString()
                .contains("${secretArn:shop/api-key}, as \"valueFrom\"");
        assertThat(bodies).isEmpty();
    }

    @Test
    void aSecretThatWasDeletedIsRefused() throws InterruptedException {
        account.secret(SECRET, true);

        assertThat(read("secretArn:shop/api-key").refused().values())
                .containsExactly(
                        "the secret shop/api-key was deleted and can't be read. Restore it, or name another one");
    }

    @Test
    void whatTheTargetDoesNotListIsNotAskedFor() throws InterruptedException {
        account.parameter("/shop-admin/a", "String", "x")
                .parameter("/shopping", "String", "x")
                .parameter("/other/b", "String", "x")
                .secret("arn:aws:secretsmanager:us-east-1:123456789012:secret:other-AbCdEf", false)
                .stack("networks", "CREATE_COMPLETE", Map.of("A", "1"));

        ExternalValues read = read(
                "ssm:/shop-admin/a", "ssm:/shopping", "ssm:/other/b:1", "secretArn:other", "cloudformation:networks.A");
        assertThat(read.found()).isEmpty();
        assertThat(read.refused()).hasSize(5);
        assertThat(read.refused().get("ssm:/other/b:1"))
                .isEqualTo("the deployment target \"production\" does not list it. An administrator adds /other/b (or"
                        + " /other, with all below it) to the target's \"Parameters that templates may read\"");
        assertThat(read.refused().get("secretArn:other"))
                .endsWith("An administrator adds other to the target's \"Secrets that templates may name\"");
        assertThat(read.refused().get("cloudformation:networks.A"))
                .endsWith("An administrator adds networks to the target's \"Stacks that templates may read\"");
        assertThat(bodies).isEmpty();
    }

    @Test
    void withoutATargetNothingIsRead() throws InterruptedException {
        account.parameter("/shop/a", "String", "x");

        assertThat(read(ReadableNames.none(" Because."), "ssm:/shop/a")
                        .refused()
                        .values())
                .singleElement()
                .asString()
                .startsWith("no deployment target goes with the step, and only a target can list it. Because. An"
                        + " administrator adds /shop/a (or /shop, with all below it)");
    }

    @Test
    void ofSeveralParametersOnlyTheDeniedIsRefused() throws InterruptedException {
        account.parameter("/shop/a", "String", "1")
                .parameter("/shop/b", "String", "2")
                .parameter("/shop/c", "String", "3")
                .deny(Surroundings.BUILD, "ssm:GetParameters", PARAMETERS + "/shop/b");

        ExternalValues read = read("ssm:/shop/a", "ssm:/shop/b", "ssm:/shop/c");
        assertThat(read.found()).isEqualTo(Map.of("ssm:/shop/a", "1", "ssm:/shop/c", "3"));
        assertThat(read.refused().get("ssm:/shop/b"))
                .startsWith(
                        "ssm:GetParameters for parameter /shop/b was denied. Missing IAM action: ssm:GetParameters on "
                                + PARAMETERS + "/shop/b. Allow it to " + Surroundings.BUILD);
    }

    @Test
    void deniedSecretsAndStacksNameTheirActions() throws InterruptedException {
        account.secret(SECRET, false)
                .stack("network", "CREATE_COMPLETE", Map.of("A", "1"))
                .deny(Surroundings.BUILD, "secretsmanager:DescribeSecret")
                .deny(Surroundings.BUILD, "cloudformation:DescribeStacks");

        assertThat(read("secretArn:shop/api-key", "cloudformation:network.A", "cloudformation:network.B")
                        .refused())
                .hasSize(3)
                .hasEntrySatisfying(
                        "secretArn:shop/api-key",
                        why -> assertThat(why)
                                .contains("Missing IAM action: secretsmanager:DescribeSecret on " + SECRET))
                .hasEntrySatisfying(
                        "cloudformation:network.B",
                        why -> assertThat(why)
                                .contains("Missing IAM action: cloudformation:DescribeStacks on"
                                        + " arn:aws:cloudformation:us-east-1:123456789012:stack/network/*"));
    }

    @Test
    void throttledReadsAreRepeated() throws InterruptedException {
        account.parameter("/shop/a", "String", "1").stack("network", "CREATE_COMPLETE", Map.of("A", "1"));
        aws.simulator
                .faults()
                .next(1, "ssm:GetParameters", Faults.throttled())
                .next(1, "cloudformation:DescribeStacks", Faults.serverError());

        assertThat(read("ssm:/shop/a", "cloudformation:network.A").found()).hasSize(2);
    }

    @Test
    void badCredentialsAreNoFaultOfTheTemplate() {
        aws.simulator.faults().always("ssm:GetParameters", Faults.expiredToken());

        assertThatThrownBy(() -> read("ssm:/shop/a"))
                .isInstanceOf(AwsCallException.class)
                .hasMessageContaining(
                        "ssm:GetParameters for parameter /shop/a was refused: the AWS credentials have" + " expired");
    }

    private ExternalValues read(String... placeholders) throws InterruptedException {
        return read(SHOP, placeholders);
    }

    private ExternalValues read(ReadableNames readable, String... placeholders) throws InterruptedException {
        return new ValueLookup(aws.clients, aws.clock::advance, readable).read(Arrays.asList(placeholders));
    }
}
