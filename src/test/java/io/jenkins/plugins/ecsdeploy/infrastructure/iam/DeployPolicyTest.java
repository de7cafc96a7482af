package io.jenkins.plugins.ecsdeploy.infrastructure.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.infrastructure.cloudformation.Template;
import io.jenkins.plugins.ecsdeploy.infrastructure.cloudformation.TemplateValues;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            "AWS::Partition", "aws",
            "AWS::Region", "us-east-1",
            "AWS::AccountId", "123456789012");

    private static Set<Permission> needed;

    @BeforeAll
    static void deploy(@TempDir Path folder) throws InterruptedException {
        try (Webshop webshop = Webshop.open(folder).seeded()) {
            needed = EveryStep.of(webshop, folder).all();
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

    private static JsonNode policy() {
        Template template = Template.read("deploy-policy");
        return new TemplateValues(template, new TemplateValues.Known() {
                    @Override
                    public JsonNode ref(String name) {
                        return TextNode.valueOf(GIVEN.get(name));
                    }

                    @Override
                    public JsonNode attribute(String resource, String attribute) {
                        throw new IllegalArgumentException(resource);
                    }
                })
                .of(template.properties("DeployPolicy"))
                .get("PolicyDocument");
    }
}
