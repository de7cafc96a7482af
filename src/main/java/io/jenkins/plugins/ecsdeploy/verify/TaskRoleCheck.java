package io.jenkins.plugins.ecsdeploy.verify;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.verify.SecretReferences.Reference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the task's and the execution role can be assumed and passed, and the latter may do what starting a task takes. */
final class TaskRoleCheck implements SetupCheck {

    private static final String ECS_TASKS = "ecs-tasks.amazonaws.com";

    private final AwsClients clients;
    private final IamReads iam;

    TaskRoleCheck(AwsClients clients, IamReads iam) {
        this.clients = clients;
        this.iam = iam;
    }

    @Override
    public void run(VerifiedService verified, VerifyReport report) throws InterruptedException {
        String task = verified.taskDefinition().taskRoleArn();
        if (task != null && iam.isUsable("taskRoleArn", task, ECS_TASKS, report)) {
            iam.requirePassing(task, ECS_TASKS, report);
        }
        String execution = verified.taskDefinition().executionRoleArn();
        // RegisterTaskDefinition refuses a definition that needs an execution role and names none.
        if (execution != null && iam.isUsable("executionRoleArn", execution, ECS_TASKS, report)) {
            if (!execution.equals(task)) {
                iam.requirePassing(execution, ECS_TASKS, report);
            }
            permissions(execution, verified, report);
        }
    }

    private void permissions(String role, VerifiedService verified, VerifyReport report) throws InterruptedException {
        String what = "the execution role";
        Set<String> secrets = new LinkedHashSet<>();
        Set<String> parameters = new LinkedHashSet<>();
        for (Reference reference : SecretReferences.of(verified.containers(), clients.region())) {
            if (reference.isSecret()) {
                secrets.add(reference.id());
            } else {
                String name = reference.id().startsWith("/") ? reference.id() : "/" + reference.id();
                parameters.add(arn(role, "ssm", reference.region(), "parameter" + name));
            }
        }
        iam.require(role, what, List.of("secretsmanager:GetSecretValue"), List.copyOf(secrets), "", report);
        iam.require(role, what, List.of("ssm:GetParameters"), List.copyOf(parameters), "", report);
        List<String> streams = new ArrayList<>();
        List<String> created = new ArrayList<>();
        for (Map.Entry<String, Boolean> group :
                LogGroups.of(verified, clients.region()).entrySet()) {
            String arn = arn(role, "logs", clients.region(), "log-group:" + group.getKey());
            streams.add(arn + ":log-stream:*");
            if (group.getValue()) {
                created.add(arn);
            }
        }
        iam.require(role, what, List.of("logs:CreateLogStream", "logs:PutLogEvents"), streams, "", report);
        iam.require(role, what, List.of("logs:CreateLogGroup"), created, "", report);
        Set<String> repositories = repositories(verified);
        if (!repositories.isEmpty()) {
            iam.require(role, what, List.of("ecr:GetAuthorizationToken"), List.of("*"), "", report);
            iam.require(
                    role,
                    what,
                    List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
                    repositories.stream()
                            .map(name -> arn(role, "ecr", clients.region(), "repository/" + name))
                            .toList(),
                    "",
                    report);
        }
    }

    private Set<String> repositories(VerifiedService verified) {
        Set<String> names = new LinkedHashSet<>();
        verified.containers().stream()
                .flatMap(container -> VerifiedService.image(container).stream())
                .filter(image -> EcrImageCheck.isEcr(clients, image))
                .map(ImageReference::repository)
                .forEach(names::add);
        return names;
    }

    /** In the role's account and partition. */
    private static String arn(String role, String service, String region, String resource) {
        return Arn.parse(role)
                .map(known -> new Arn(known.partition(), service, region, known.account(), resource).toString())
                .orElse("*");
    }
}
