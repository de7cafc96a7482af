package io.jenkins.plugins.ecsdeploy.infrastructure.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which actions on which resources an AWS call needs (Service Authorization Reference: "Actions, resources, and condition
 * keys" of Amazon ECS, Amazon ECR, Elastic Load Balancing v2, CodeDeploy, CloudWatch Logs; for iam:PassRole the ECS Developer
 * Guide, "Task execution role" and "Infrastructure role").
 */
final class CallPermissions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ECS = "arn:aws:ecs:us-east-1:123456789012:";
    private static final String ECR = "arn:aws:ecr:us-east-1:123456789012:repository/";
    private static final String SSM = "arn:aws:ssm:us-east-1:123456789012:parameter";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";
    private static final String STACK = "arn:aws:cloudformation:us-east-1:123456789012:stack/";
    private static final String TASKS = "ecs-tasks.amazonaws.com";

    private final Function<String, List<String>> rolesOf;

    /** @param rolesOf the roles of a task definition, by its name or ARN */
    CallPermissions(Function<String, List<String>> rolesOf) {
        this.rolesOf = rolesOf;
    }

    List<Permission> of(String operation, String body) {
        String service = operation.substring(0, operation.indexOf(':'));
        return switch (service) {
            case "ecs" -> ecs(operation, json(body));
            case "ecr" -> ecr(operation, json(body));
            case "logs" -> logs(operation, json(body));
            case "iam" -> List.of(Permission.of(operation, role(operation, body)));
            case "secretsmanager" ->
                List.of(Permission.of(
                        operation, secret(json(body).path("SecretId").asText())));
            case "ssm" ->
                operation.equals("ssm:GetParameters")
                        ? each(operation, json(body).path("Names"), name -> SSM + name.replaceFirst(":.*", ""))
                        : List.of(Permission.of(operation, "*"));
            case "cloudformation" -> List.of(Permission.of(operation, STACK + parameter(body, "StackName") + "/*"));
            case "ec2", "cloudwatch", "servicequotas", "application-autoscaling" ->
                List.of(Permission.of(operation, "*"));
            case "elasticloadbalancing" -> List.of(Permission.of(operation, "*"));
            case "codedeploy" -> codeDeploy(operation, json(body));
            case "sts" -> List.of(); // GetCallerIdentity needs none
            default -> throw unknown(operation);
        };
    }

    private List<Permission> ecs(String operation, JsonNode request) {
        String cluster = request.path("cluster").asText().replaceFirst(".*/", "");
        return switch (operation) {
            case "ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions", "ecs:DeregisterTaskDefinition" ->
                List.of(Permission.of(operation, "*"));
            case "ecs:ListTasks", "ecs:ListServices" ->
                List.of(new Permission(operation, "*", Map.of("ecs:cluster", ECS + "cluster/" + cluster)));
            case "ecs:DescribeClusters" -> each(operation, request.path("clusters"), name -> ECS + "cluster/" + name);
            case "ecs:DescribeServices" -> each(operation, request.path("services"), name -> service(cluster, name));
            case "ecs:ListServiceDeployments" ->
                List.of(Permission.of(
                        operation, service(cluster, request.path("service").asText())));
            case "ecs:DescribeServiceDeployments" -> each(operation, request.path("serviceDeploymentArns"), arn -> arn);
            case "ecs:DescribeServiceRevisions" -> each(operation, request.path("serviceRevisionArns"), arn -> arn);
            case "ecs:StopServiceDeployment", "ecs:ContinueServiceDeployment" ->
                List.of(Permission.of(
                        operation, request.path("serviceDeploymentArn").asText()));
            case "ecs:DescribeTasks" -> each(operation, request.path("tasks"), arn -> arn);
            case "ecs:RegisterTaskDefinition" -> register(request);
            case "ecs:UpdateService" ->
                update(operation, cluster, request.path("service").asText(), request);
            case "ecs:CreateService" -> create(cluster, request);
            case "ecs:RunTask" -> run(cluster, request);
            case "ecs:StopTask" ->
                List.of(Permission.of(operation, request.path("task").asText()));
            default -> throw unknown(operation);
        };
    }

    private static List<Permission> register(JsonNode request) {
        String arn = ECS + "task-definition/" + request.path("family").asText() + ":*";
        List<Permission> needed = new ArrayList<>(List.of(Permission.of("ecs:RegisterTaskDefinition", arn)));
        for (String role : List.of("executionRoleArn", "taskRoleArn")) {
            if (request.hasNonNull(role)) {
                needed.add(passRole(request.get(role).asText(), TASKS));
            }
        }
        if (!request.path("tags").isEmpty()) {
            needed.add(new Permission("ecs:TagResource", arn, Map.of("ecs:CreateAction", "RegisterTaskDefinition")));
        }
        return needed;
    }

    private List<Permission> run(String cluster, JsonNode request) {
        String definition = request.path("taskDefinition").asText();
        List<Permission> needed = new ArrayList<>(List.of(new Permission(
                "ecs:RunTask",
                definition.startsWith("arn:") ? definition : ECS + "task-definition/" + definition + ":1",
                Map.of("ecs:cluster", ECS + "cluster/" + cluster))));
        rolesOf.apply(definition).forEach(role -> needed.add(passRole(role, TASKS)));
        return needed;
    }

    private List<Permission> create(String cluster, JsonNode request) {
        String name = request.path("serviceName").asText();
        List<Permission> needed = update("ecs:CreateService", cluster, name, request);
        if (!request.path("tags").isEmpty()) {
            needed.add(Permission.of("ecs:TagResource", service(cluster, name)));
        }
        return needed;
    }

    private List<Permission> update(String operation, String cluster, String name, JsonNode request) {
        List<Permission> needed = new ArrayList<>(List.of(Permission.of(operation, service(cluster, name))));
        if (request.hasNonNull("taskDefinition")) {
            rolesOf.apply(request.get("taskDefinition").asText()).forEach(role -> needed.add(passRole(role, TASKS)));
        }
        for (JsonNode balancer : request.path("loadBalancers")) {
            String role = balancer.path("advancedConfiguration").path("roleArn").asText();
            if (!role.isEmpty()) {
                needed.add(passRole(role, "ecs.amazonaws.com"));
            }
        }
        return needed;
    }

    /**
     * CodeDeploy reads the configuration and registers the revision as the caller; alarms override those of the deployment
     * group (CodeDeploy permissions reference, CreateDeployment).
     */
    private static List<Permission> codeDeploy(String operation, JsonNode request) {
        List<String> actions = new ArrayList<>(List.of(operation));
        if (operation.equals("codedeploy:CreateDeployment")) {
            actions.add("codedeploy:GetDeploymentConfig");
            actions.add("codedeploy:RegisterApplicationRevision");
        }
        if (request.has("overrideAlarmConfiguration")) {
            actions.add("codedeploy:UpdateDeploymentGroup");
        }
        return actions.stream().map(action -> Permission.of(action, "*")).toList();
    }

    private static List<Permission> ecr(String operation, JsonNode request) {
        if (operation.equals("ecr:GetAuthorizationToken")) {
            return List.of(Permission.of(operation, "*"));
        }
        return operation.equals("ecr:DescribeRepositories")
                ? each(operation, request.path("repositoryNames"), name -> ECR + name)
                : List.of(Permission.of(
                        operation, ECR + request.path("repositoryName").asText()));
    }

    /** Of a form. */
    private static String parameter(String form, String name) {
        return Stream.of(form.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    /** A name is completed by the six characters that only its ARN has. */
    private static String secret(String id) {
        return id.startsWith("arn:") ? id : SECRET + id + "-AbCdEf";
    }

    /** The build asks about itself too: the simulated account calls it a user. */
    private static String role(String operation, String form) {
        String member = operation.equals("iam:GetRole") ? "RoleName" : "PolicySourceArn";
        String value = parameter(form, member);
        return value.startsWith("arn:")
                ? value.replace(":user/jenkins", ":role/webshop-deploy")
                : "arn:aws:iam::123456789012:role/" + value;
    }

    private static List<Permission> logs(String operation, JsonNode request) {
        if (operation.equals("logs:DescribeLogGroups")) {
            return List.of(Permission.of(operation, "*"));
        }
        return List.of(Permission.of(
                operation,
                "arn:aws:logs:us-east-1:123456789012:log-group:"
                        + request.path("logGroupName").asText() + ":log-stream:"
                        + request.path("logStreamName").asText()));
    }

    /**
     * What ECR checks when its registry is called (ECR User Guide, "IAM permissions for pushing an image"); for those that
     * read, by what the same layers and manifests need through the API.
     *
     * @param request such as {@code PATCH /v2/webshop/blobs/uploads/…}
     */
    static List<Permission> ofRegistry(String request) {
        String method = request.substring(0, request.indexOf(' '));
        String path = request.substring(request.indexOf(' ') + 1);
        if (path.equals("/v2/")) {
            return List.of();
        }
        String repository = ECR + path.replaceFirst("/v2/(.*?)/(blobs|manifests|tags|referrers)/.*", "$1");
        return action(method, path.replaceFirst("/v2/.*?/(?=(blobs|manifests|tags|referrers)/)", ""))
                .map(action -> Permission.of(action, repository))
                .toList();
    }

    private static Stream<String> action(String method, String path) {
        if (path.startsWith("blobs/uploads/")) {
            return switch (method) {
                case "POST" -> Stream.of("ecr:InitiateLayerUpload");
                case "PATCH" -> Stream.of("ecr:UploadLayerPart");
                case "PUT" -> Stream.of("ecr:UploadLayerPart", "ecr:CompleteLayerUpload"); // it may carry content
                default -> Stream.empty();
            };
        }
        if (path.startsWith("blobs/")) {
            return Stream.of(method.equals("HEAD") ? "ecr:BatchCheckLayerAvailability" : "ecr:GetDownloadUrlForLayer");
        }
        if (path.startsWith("manifests/")) {
            return Stream.of(method.equals("PUT") ? "ecr:PutImage" : "ecr:BatchGetImage");
        }
        if (path.startsWith("tags/")) {
            return Stream.of("ecr:ListImages");
        }
        throw unknown(method + " " + path);
    }

    private static String service(String cluster, String name) {
        return name.startsWith("arn:") ? name : ECS + "service/" + cluster + "/" + name;
    }

    private static Permission passRole(String role, String to) {
        return new Permission("iam:PassRole", role, Map.of("iam:PassedToService", to));
    }

    private static List<Permission> each(String operation, JsonNode names, Function<String, String> arn) {
        List<Permission> needed = new ArrayList<>();
        names.forEach(name -> needed.add(Permission.of(operation, arn.apply(name.asText()))));
        return needed;
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    private static IllegalArgumentException unknown(String call) {
        return new IllegalArgumentException("Which IAM action does " + call + " need?");
    }
}
