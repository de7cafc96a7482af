package io.jenkins.plugins.ecsdeploy.simulator.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;

/** AWS Secrets Manager (API version 2017-10-17): DescribeSecret. */
public final class SimulatedSecretsManager implements JsonService {

    private final Surroundings account;

    public SimulatedSecretsManager(Surroundings account) {
        this.account = account;
    }

    @Override
    public String targetPrefix() {
        return "secretsmanager";
    }

    @Override
    public String iamPrefix() {
        return "secretsmanager";
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input, Caller caller) {
        if (!operation.equals("DescribeSecret")) {
            throw AwsError.client("UnknownOperationException", "The simulator has no operation " + operation + ".");
        }
        Surroundings.Secret secret = account.findSecret(input.path("SecretId").asText())
                .orElseThrow(() -> AwsError.client(
                        "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
        account.authorize("AccessDeniedException", "secretsmanager:DescribeSecret", secret.arn());
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ARN", secret.arn());
        return secret.deleted() ? answer.put("DeletedDate", 1_764_000_000) : answer;
    }
}
