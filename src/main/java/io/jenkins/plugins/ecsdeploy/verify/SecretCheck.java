package io.jenkins.plugins.ecsdeploy.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedService;
import io.jenkins.plugins.ecsdeploy.verify.SecretReferences.Reference;

/** Whether the secrets and parameters of the task definition exist. They are described, never read. */
final class SecretCheck implements SetupCheck {

    private static final String SECRET = "secretsmanager:DescribeSecret";
    private static final String PARAMETER = "ssm:DescribeParameters";

    private final SignedReads reads;
    private final String region;

    SecretCheck(SignedReads reads, String region) {
        this.reads = reads;
        this.region = region;
    }

    @Override
    public void run(VerifiedService verified, VerifyReport report) throws InterruptedException {
        for (Reference reference : SecretReferences.of(verified.containers(), region)) {
            if (!reference.region().equals(region)) {
                report.note(
                        reference.isSecret() ? SECRET : PARAMETER,
                        reference.where() + ": " + reference.id() + " is in " + reference.region()
                                + " and was not looked up");
            } else if (reference.isSecret()) {
                report.look(reference.where(), () -> secret(reference, report));
            } else {
                report.look(reference.where(), () -> parameter(reference, report));
            }
        }
    }

    private void secret(Reference reference, VerifyReport report) throws InterruptedException {
        ObjectNode asked = JsonNodeFactory.instance.objectNode().put("SecretId", reference.id());
        try {
            JsonNode found = reads.json(SignedService.SECRETS_MANAGER, SECRET, "secret " + reference.id(), asked);
            if (found.has("DeletedDate")) {
                report.fault(
                        SECRET,
                        reference.where() + ": the secret " + reference.id()
                                + " was deleted and can't be read. Restore it, or name another one");
            }
        } catch (AwsCallException failed) {
            if (!failed.errorCode().equals("ResourceNotFoundException")) {
                throw failed;
            }
            report.fault(SECRET, reference.where() + ": there is no secret " + reference.id());
        }
    }

    private void parameter(Reference reference, VerifyReport report) throws InterruptedException {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        ObjectNode filter = asked.putArray("ParameterFilters").addObject();
        filter.put("Key", "Name").put("Option", "Equals").putArray("Values").add(reference.id());
        JsonNode found = reads.json(SignedService.SSM, PARAMETER, "parameter " + reference.id(), asked);
        if (found.path("Parameters").isEmpty()) {
            report.fault(PARAMETER, reference.where() + ": there is no parameter " + reference.id() + " in " + region);
        }
    }
}
