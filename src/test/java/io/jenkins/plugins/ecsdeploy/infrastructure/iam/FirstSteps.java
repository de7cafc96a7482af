package io.jenkins.plugins.ecsdeploy.infrastructure.iam;

import io.jenkins.plugins.ecsdeploy.infrastructure.account.FromNothing;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import java.util.Map;

/** What makes a service and checks what it stands on, from an account that has all but the service. */
final class FirstSteps {

    private static final String SECRET =
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:webshop/session-key-AbCdEf";

    private FirstSteps() {}

    static StepCalls of(FromNothing shop) throws InterruptedException {
        StepCalls calls = new StepCalls(shop.webshop);
        shop.infrastructure();
        String image = calls.in(StepNames.ECR_PUSH, shop.webshop::push).uri().toString();
        String first = calls.in(StepNames.REGISTER_TASK_DEFINITION, () -> shop.register(image));
        shop.await(calls.in(StepNames.APPLY_SERVICE, () -> shop.apply(Map.of())).updated());
        shop.await(calls.in(StepNames.APPLY_SERVICE, () -> shop.apply(Map.of("Count", "3")))
                .updated());
        calls.in(StepNames.VERIFY_DEPLOYMENT, () -> shop.verify(first));
        String withSecrets = withSecrets(shop);
        calls.in(StepNames.VERIFY_DEPLOYMENT, () -> shop.verify(withSecrets));
        return calls;
    }

    private static String withSecrets(FromNothing shop) {
        shop.webshop.simulator.surroundings().secret(SECRET, false).parameter("/webshop/stage");
        return shop.webshop
                .clients
                .ecs()
                .registerTaskDefinition(definition -> definition
                        .family("webshop")
                        .executionRoleArn("arn:aws:iam::123456789012:role/webshop-execution")
                        .containerDefinitions(web -> web.name("web")
                                .image("public.ecr.aws/nginx/nginx:1.28")
                                .memory(128)
                                .secrets(
                                        secret -> secret.name("SESSION_KEY").valueFrom(SECRET),
                                        secret -> secret.name("STAGE")
                                                .valueFrom(
                                                        "arn:aws:ssm:us-east-1:123456789012:parameter/webshop/stage"))))
                .taskDefinition()
                .taskDefinitionArn();
    }
}
