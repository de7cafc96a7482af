package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Roles are ARNs or names of roles, and there is an execution role if something is done before the containers run. API
 * reference, RegisterTaskDefinition, taskRoleArn; IAM API reference, CreateRole, RoleName.
 */
final class RoleCheck implements DefinitionCheck {

    private static final String EXECUTION_ROLE = "executionRoleArn";
    private static final List<String> ROLES = List.of("taskRoleArn", EXECUTION_ROLE);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@/-]{1,576}");
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]{0,20}:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,576}");

    private static final Pattern OTHER_ACCOUNT = Pattern.compile("arn:[^:]*:iam::(?![0-9]{12}:)[^:]*:role/.*");

    /** Only this form of ECR's host is known to need it. */
    private static final Pattern ECR = Pattern.compile("[0-9]{12}\\.dkr\\.ecr\\..*");

    private final Findings findings;

    RoleCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        for (String role : ROLES) {
            if (rendered.path(role).isTextual()) {
                form(rendered, role, rendered.path(role).textValue());
            }
        }
        if (!rendered.has(EXECUTION_ROLE)) {
            missing(rendered);
        }
    }

    /** "Role is not valid" (aws-samples/aws-modern-application-workshop issue 9). */
    private void form(RenderedObject rendered, String field, String role) {
        if (role.startsWith("arn:")
                ? ARN.matcher(role).matches()
                : NAME.matcher(role).matches()) {
            return;
        }
        findings.fault(
                rendered,
                field,
                OTHER_ACCOUNT.matcher(role).matches()
                        ? "the account in this ARN does not have 12 digits"
                        : "is neither the ARN of a role (arn:aws:iam::ACCOUNT:role/NAME) nor the name of one");
    }

    private void missing(RenderedObject rendered) {
        Set<String> required = new LinkedHashSet<>();
        Set<String> advised = new LinkedHashSet<>();
        boolean fargate = FargateCheck.concerns(rendered);
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            JsonNode log = container.path("logConfiguration");
            // "Fargate requires task definition to have execution role ARN to support ECR images"
            // (hashicorp/terraform-provider-aws issue 3051), "... log driver awslogs" (virtual-kubelet issue 193).
            if (fargate && ECR.matcher(container.path("image").asText()).matches()) {
                required.add("to pull from ECR on Fargate");
            }
            if (fargate && log.path("logDriver").asText().equals("awslogs")) {
                required.add("for the log driver awslogs on Fargate");
            }
            // "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'"
            // (fabfuel/ecs-deploy issue 87, on EC2 too: sil-org/ecs-deploy pull request 181).
            if (!container.path("secrets").isEmpty()) {
                required.add("to read secrets");
            }
            // "Private repository authentication requires that ..." (sil-org/ecs-deploy issue 188).
            if (container.has("repositoryCredentials")) {
                required.add("to read repositoryCredentials");
            }
            // Developer guide, "Amazon ECS task execution IAM role"; whether ECS refuses it is not documented.
            if (!log.path("secretOptions").isEmpty()) {
                advised.add("to read secretOptions");
            }
            if (!container.path("environmentFiles").isEmpty()) {
                advised.add("to read environmentFiles");
            }
        }
        if (!required.isEmpty()) {
            findings.fault(rendered, EXECUTION_ROLE, message(required));
        } else if (!advised.isEmpty()) {
            findings.notice(rendered, EXECUTION_ROLE, message(advised));
        }
    }

    private static String message(Set<String> uses) {
        return "\"executionRoleArn\" is missing: ECS needs that role " + String.join(", ", uses);
    }
}
