package io.jenkins.plugins.ecsdeploy.infrastructure.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.infrastructure.account.FromNothing;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.operations.task.TaskBed;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.Template;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.TemplateValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deploy policy of docs/infrastructure against the calls that the steps make: no less, and no more. */
class DeployPolicyTest {

    private static final Map<String, String> GIVEN = Map.of(
            "Name", "webshop",
            "Cluster", "rehearsal",
            "RepositoryArn", "arn:aws:ecr:us-east-1:123456789012:repository/webshop",
            "ExecutionRoleArn", "arn:aws:iam::123456789012:role/webshop-execution",
            "TaskRoleArn", "arn:aws:iam::123456789012:role/webshop-task",
            "InfrastructureRoleArn", "arn:aws:iam::123456789012:role/webshop-infrastructure",
            "AWS::Partition", "aws",
            "AWS::Region", "us-east-1",
            "AWS::AccountId", "123456789012");

    private static Set<Permission> needed;

    @BeforeAll
    static void deploy(@TempDir Path folder) throws InterruptedException {
        try (Webshop webshop = Webshop.open(folder).seeded()) {
            needed = EveryStep.of(webshop, folder).all();
        }
        try (TaskBed bed = new TaskBed()) {
            needed.addAll(EveryStep.ofTasks(bed).all());
        }
    }

    @Test
    void everyCallOfTheStepsIsAllowed() {
        PolicyDocument policy = new PolicyDocument(policy());

        assertThat(needed).hasSizeGreaterThan(30).allMatch(policy::allows);
    }

    @Test
    void noActionIsAllowedThatNoStepNeeds() {
        Set<String> used = needed.stream().map(Permission::action).collect(Collectors.toCollection(TreeSet::new));

        assertThat(new PolicyDocument(policy()).actions()).isEqualTo(used);
    }

    @Test
    void anotherServiceAndOtherRolesAreNotAllowed() {
        PolicyDocument policy = new PolicyDocument(policy());

        assertThat(needed.stream()
                        .filter(permission -> !permission.resource().equals("*"))
                        .map(permission -> new Permission(
                                permission.action(),
                                permission
                                        .resource()
                                        .replace("webshop", "another")
                                        .replace("rehearsal", "elsewhere"),
                                permission.context())))
                .isNotEmpty()
                .noneMatch(policy::allows);
        assertThat(policy.allows(new Permission(
                        "iam:PassRole", GIVEN.get("TaskRoleArn"), Map.of("iam:PassedToService", "ec2.amazonaws.com"))))
                .isFalse();
    }

    @Test
    void theDocumentedPolicyIsTheSame() throws IOException {
        String page = Files.readString(Path.of("docs/iam.md"));
        String json = page.substring(page.indexOf("```json") + "```json".length(), page.lastIndexOf("```"));

        assertThat(policy()).isEqualTo(new ObjectMapper().readTree(json));
    }

    /** applyService and verifyDeployment: with the other policy beside this one, and with nothing too much. */
    @Test
    void theSetupPolicyIsWhatItsTwoStepsNeedMore(@TempDir Path folder) throws InterruptedException {
        Map<String, String> shop = new HashMap<>(GIVEN);
        shop.put("Cluster", "shop");
        PolicyDocument deploy = new PolicyDocument(policy("DeployPolicy", shop));
        PolicyDocument setup = new PolicyDocument(policy("SetupPolicy", shop));
        Set<Permission> asked;
        try (FromNothing account = new FromNothing(folder)) {
            asked = FirstSteps.of(account).all();
        }

        assertThat(asked).allMatch(permission -> deploy.allows(permission) || setup.allows(permission));
        assertThat(setup.actions())
                .isEqualTo(asked.stream()
                        .filter(permission -> !deploy.allows(permission))
                        .map(Permission::action)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The calls of a template that takes values from AWS, without those of every registration. */
    @Test
    void theReadPolicyIsWhatTemplatesNeedMore(@TempDir Path folder) throws InterruptedException {
        PolicyDocument read = new PolicyDocument(policy(
                "read-policy",
                "ReadPolicy",
                Map.of(
                        "ParameterPath", "webshop",
                        "SecretPath", "webshop",
                        "StackName", "webshop",
                        "Name", "webshop",
                        "AWS::Partition", "aws",
                        "AWS::Region", "us-east-1",
                        "AWS::AccountId", "123456789012")));
        PolicyDocument deploy = new PolicyDocument(policy());
        Set<Permission> more;
        try (Webshop webshop = Webshop.open(folder).seeded()) {
            more = EveryStep.ofReads(webshop, folder).all().stream()
                    .filter(permission -> !deploy.allows(permission))
                    .collect(Collectors.toSet());
        }

        assertThat(more).hasSize(3).allMatch(read::allows);
        assertThat(more.stream().map(Permission::action)).containsExactlyInAnyOrderElementsOf(read.actions());
        assertThat(more.stream()
                        .map(permission -> Permission.of(
                                permission.action(), permission.resource().replace("webshop", "webshop-admin"))))
                .noneMatch(read::allows);
    }

    private static JsonNode policy() {
        return policy("DeployPolicy", GIVEN);
    }

    private static JsonNode policy(String resource, Map<String, String> given) {
        return policy("deploy-policy", resource, given);
    }

    private static JsonNode policy(String file, String resource, Map<String, String> given) {
        Template template = Template.read(file);
        return new TemplateValues(template, new TemplateValues.Known() {
                    @Override
                    public JsonNode ref(String name) {
                        return TextNode.valueOf(given.get(name));
                    }

                    @Override
                    public JsonNode attribute(String other, String attribute) {
                        throw new IllegalArgumentException(other);
                    }
                })
                .of(template.properties(resource))
                .get("PolicyDocument");
    }
}
