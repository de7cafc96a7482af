package io.jenkins.plugins.ecsdeploy.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedService;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalName;
import java.util.List;

/** ARNs of secrets of AWS Secrets Manager, which end in six characters that nobody knows by heart. No value is read. */
final class SecretArns {

    private static final String ACTION = "secretsmanager:DescribeSecret";

    private final SignedReads reads;
    private final String region;

    SecretArns(SignedReads reads, String region) {
        this.reads = reads;
        this.region = region;
    }

    void read(List<ExternalName> names, LookedUp lookedUp) throws InterruptedException {
        for (ExternalName name : names) {
            lookedUp.orDenied(List.of(name), () -> describe(name, lookedUp));
        }
    }

    private void describe(ExternalName name, LookedUp lookedUp) throws InterruptedException {
        try {
            JsonNode secret = reads.json(
                    SignedService.SECRETS_MANAGER,
                    ACTION,
                    "secret " + name.name(),
                    JsonNodeFactory.instance.objectNode().put("SecretId", name.name()));
            if (secret.has("DeletedDate")) {
                lookedUp.refused(
                        name,
                        "the secret " + name.name()
                                + " was deleted and can't be read. Restore it, or name another one");
            } else {
                lookedUp.found(name, secret.path("ARN").asText());
            }
        } catch (AwsCallException failed) {
            if (!failed.errorCode().equals("ResourceNotFoundException")) {
                throw failed;
            }
            lookedUp.missing(name, "there is no secret " + name.name() + " in " + region);
        }
    }
}
