package io.jenkins.plugins.ecsdeploy.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.lookup.ValueLookup;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a template gets of the AWS that is called. */
class KnownValuesTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Webshop aws;

    @BeforeEach
    void open() throws InterruptedException {
        aws = Webshop.open(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        aws.close();
    }

    @Test
    void theRegionIsThatWhichIsCalled() throws InterruptedException {
        environment.put("AWS_REGION", "eu-west-1");
        assertThat(known("${AWS_REGION}", Optional.empty()))
                .containsEntry("AWS_REGION", "us-east-1")
                .containsEntry("AWS_DEFAULT_REGION", "us-east-1");
    }

    @Test
    void theAccountIsAskedForOnlyIfATemplateNeedsIt() throws InterruptedException {
        assertThat(known("${STAGE}", Optional.empty())).doesNotContainKey("AWS_ACCOUNT_ID");
        assertThat(aws.simulator.operations()).isEmpty();

        assertThat(known("${AWS_ACCOUNT_ID}", Optional.empty())).containsEntry("AWS_ACCOUNT_ID", "123456789012");
        assertThat(known("${AWS_ACCOUNT_ID}", Optional.of("111111111111")))
                .containsEntry("AWS_ACCOUNT_ID", "111111111111");
        assertThat(aws.simulator.operations()).containsExactly("sts:GetCallerIdentity");
    }

    @Test
    void anAccountThatCantBeFoundOutIsMissing() throws InterruptedException {
        aws.simulator.faults().deny("sts:GetCallerIdentity");
        assertThat(known("${AWS_ACCOUNT_ID}", Optional.empty())).doesNotContainKey("AWS_ACCOUNT_ID");
    }

    @Test
    void theClusterIsKnownByItsName() throws InterruptedException {
        assertThat(known("${ECS_CLUSTER}", Optional.empty())).containsEntry("ECS_CLUSTER", "shop");
    }

    @Test
    void accountAndClusterOfTheBuildStay() throws InterruptedException {
        environment.put("AWS_ACCOUNT_ID", "222222222222");
        environment.put("ECS_CLUSTER", "other");
        assertThat(known("${AWS_ACCOUNT_ID}", Optional.of("111111111111")))
                .containsEntry("AWS_ACCOUNT_ID", "222222222222")
                .containsEntry("ECS_CLUSTER", "other");
    }

    private Map<String, String> known(String placeholder, Optional<String> account) throws InterruptedException {
        TaskDefinitionTemplate template = TaskDefinitionTemplate.parse(
                "taskdef.json", "{\"family\": \"" + placeholder + "\"}", Delimiters.DEFAULT);
        ValueLookup lookup = new ValueLookup(aws.clients, pause -> {}, ReadableNames.none());
        return new KnownValues(
                        aws.clients, account, Optional.of("arn:aws:ecs:us-east-1:123456789012:cluster/shop"), lookup)
                .addTo(new RenderInput(Map.of(), environment, Map.of()), template.placeholders(), line -> {})
                .environment();
    }
}
