package io.jenkins.plugins.ecsdeploy.taskdef.read;

import io.jenkins.plugins.ecsdeploy.taskdef.template.SourceText;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognizes files of other tools that are mistaken for task definitions, so that one message says what they are. */
public final class ForeignFile {

    private static final String JSONNET =
            "this is Jsonnet, which is not evaluated: render it first (jsonnet FILE), and give the JSON";

    private static final Pattern JSONNET_TEXT =
            Pattern.compile("(?m)^\\s*local\\s+\\w+\\s*=|\\bstd\\.(?:extVar|native|parseJson|manifest\\w*)\\(");
    private static final Pattern KUBERNETES_TEXT = Pattern.compile("(?m)^apiVersion:\\s*\\S");
    private static final Pattern KUBERNETES_KIND = Pattern.compile("(?m)^kind:\\s*\\S");

    /** AWS Copilot, manifest, type. */
    private static final Set<String> COPILOT_TYPES = Set.of(
            "Load Balanced Web Service",
            "Backend Service",
            "Request-Driven Web Service",
            "Worker Service",
            "Static Site",
            "Scheduled Job");

    private ForeignFile() {}

    /** What a file is by its name alone. */
    public static Optional<String> byName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".jsonnet") || name.endsWith(".libsonnet")) {
            return Optional.of(JSONNET);
        }
        return name.endsWith(".tf")
                ? Optional.of("this is Terraform's language, which is not evaluated: give the task definition as JSON")
                : Optional.empty();
    }

    /** What a text is that could not be read, or not without faults. */
    public static Optional<String> byText(SourceText source) {
        String text = source.text();
        if (KUBERNETES_TEXT.matcher(text).find()
                && KUBERNETES_KIND.matcher(text).find()) {
            return Optional.of(kubernetes());
        }
        return JSONNET_TEXT.matcher(text).find() ? Optional.of(JSONNET) : Optional.empty();
    }

    /** What a file is by what it holds. */
    public static Optional<String> byContent(TemplateNode value) {
        if (value instanceof ListValue list) {
            return list.elements().stream()
                    .map(ForeignFile::byContent)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (!(value instanceof ObjectValue root) || root.member("containerDefinitions") != null) {
            return Optional.empty();
        }
        if (root.get("AWSTemplateFormatVersion") != null || hasResources(root)) {
            return Optional.of(
                    "this is a CloudFormation template: take the Properties of its AWS::ECS::TaskDefinition");
        }
        if (isText(root, "apiVersion") && isText(root, "kind")) {
            return Optional.of(kubernetes());
        }
        if (root.get("type") instanceof TextValue type && COPILOT_TYPES.contains(type.text())) {
            return Optional.of("this is a manifest of AWS Copilot: take the task definition that Copilot registers"
                    + " (aws ecs describe-task-definition)");
        }
        if (root.get("task_definition") instanceof ObjectValue) {
            return Optional.of("this is an ecs-params file of the ECS CLI: take the task definition that the ECS CLI"
                    + " registers (aws ecs describe-task-definition)");
        }
        if (root.get("services") instanceof ObjectValue) {
            return Optional.of(
                    "this is a Compose file: write its services as containerDefinitions of a task definition");
        }
        if (isText(root, "serviceName") || isText(root, "taskDefinition")) {
            return Optional.of("this is the definition of a service: give the task definition");
        }
        return Optional.empty();
    }

    /** What a file is that is given as the definition of a service. */
    public static Optional<String> insteadOfAService(TemplateNode value) {
        TemplateNode one = value instanceof ListValue list && !list.elements().isEmpty()
                ? list.elements().get(0)
                : value;
        if (!(one instanceof ObjectValue root)) {
            return Optional.empty();
        }
        if (root.get("AWSTemplateFormatVersion") != null || hasResources(root)) {
            return Optional.of("this is a CloudFormation template: take the Properties of its AWS::ECS::Service");
        }
        if (isText(root, "apiVersion") && isText(root, "kind")) {
            return Optional.of("this is a Kubernetes manifest: write the service as create-service takes it");
        }
        if (root.get("services") instanceof ObjectValue) {
            return Optional.of("this is a Compose file: write each service as create-service takes it");
        }
        return root.member("containerDefinitions") != null || root.get("taskDefinition") instanceof ObjectValue
                ? Optional.of("this is a task definition: give the definition of the service, as create-service takes"
                        + " it; registerTaskDefinition takes this file")
                : Optional.empty();
    }

    private static String kubernetes() {
        return "this is a Kubernetes manifest: write its containers as containerDefinitions of a task definition";
    }

    private static boolean isText(ObjectValue root, String field) {
        return root.get(field) instanceof TextValue;
    }

    /** Without AWSTemplateFormatVersion, which CloudFormation does not require. */
    private static boolean hasResources(ObjectValue root) {
        if (root.get("Resources") instanceof ObjectValue resources) {
            for (Member resource : resources.members()) {
                if (resource.value() instanceof ObjectValue object
                        && object.get("Type") instanceof TextValue type
                        && type.text().startsWith("AWS::")) {
                    return true;
                }
            }
        }
        return false;
    }
}
