package io.jenkins.plugins.ecsdeploy.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedService;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalName;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values of parameters of AWS Systems Manager that are no secrets. */
final class ParameterStore {

    private static final String ACTION = "ssm:GetParameters";

    /** API reference, GetParameters, Names: "Maximum number of 10 items". */
    private static final int MOST_IN_A_CALL = 10;

    /** User guide, "Referencing AWS Secrets Manager secrets from Parameter Store parameters". */
    private static final String SECRETS = "/aws/reference/secretsmanager/";

    private final SignedReads reads;
    private final String region;

    ParameterStore(SignedReads reads, String region) {
        this.reads = reads;
        this.region = region;
    }

    /** Why a name is not to be asked for, if it is a secret's of Secrets Manager. */
    static Optional<String> secretIn(ExternalName name) {
        return name.source() == ExternalSource.PARAMETER && name.name().startsWith(SECRETS)
                ? Optional.of("it is a secret of Secrets Manager, whose value a template can't have. Name its ARN, ${"
                        + ExternalSource.SECRET_ARN.prefix() + ":"
                        + name.resource().substring(SECRETS.length()) + "}, as \"valueFrom\" in the container's"
                        + " \"secrets\"")
                : Optional.empty();
    }

    void read(List<ExternalName> names, LookedUp lookedUp) throws InterruptedException {
        for (int start = 0; start < names.size(); start += MOST_IN_A_CALL) {
            batch(names.subList(start, Math.min(start + MOST_IN_A_CALL, names.size())), lookedUp);
        }
    }

    /** If one of several names is denied the call is, and says which by its first: then each is asked for alone. */
    private void batch(List<ExternalName> names, LookedUp lookedUp) throws InterruptedException {
        if (names.size() > 1) {
            try {
                take(names, lookedUp);
                return;
            } catch (AwsCallException failed) {
                if (failed.kind() != AwsCallException.Kind.ACCESS_DENIED) {
                    throw failed.orInterruption();
                }
            }
        }
        for (ExternalName name : names) {
            lookedUp.orDenied(List.of(name), () -> take(List.of(name), lookedUp));
        }
    }

    private void take(List<ExternalName> names, LookedUp lookedUp) throws InterruptedException {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("WithDecryption", false);
        ArrayNode asked = request.putArray("Names");
        names.forEach(name -> asked.add(name.name()));
        String subject = (names.size() == 1 ? "parameter " : "parameters ")
                + names.stream().map(ExternalName::name).collect(Collectors.joining(", "));
        Map<String, JsonNode> found = new HashMap<>();
        reads.json(SignedService.SSM, ACTION, subject, request)
                .path("Parameters")
                .forEach(parameter -> found.put(
                        parameter.path("Name").asText()
                                + parameter.path("Selector").asText(),
                        parameter));
        for (ExternalName name : names) {
            JsonNode parameter = found.get(name.name());
            if (parameter == null) {
                lookedUp.missing(name, "there is no parameter " + name.name() + " in " + region);
            } else if (parameter.path("Type").asText().equals("SecureString")) {
                lookedUp.refused(name, secure(parameter));
            } else {
                lookedUp.found(name, parameter.path("Value").asText());
            }
        }
    }

    private static String secure(JsonNode parameter) {
        return "it is a SecureString, and whoever may describe the task definition would read it there. Name it in the"
                + " container's \"secrets\" instead, with \"valueFrom\": \""
                + parameter.path("ARN").asText(parameter.path("Name").asText()) + "\"";
    }
}
