package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * References to secrets: the ARN of a Secrets Manager secret, with or without {@code :json-key:version-stage:version-id},
 * or the ARN or name of a parameter. API reference, Secret, valueFrom; developer guide, "Specifying sensitive data".
 */
final class SecretReferenceCheck implements DefinitionCheck {

    private static final String VALUE_FROM = "valueFrom";
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.\\-/]{1,2048}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,10}(?:-[a-z0-9]{1,12}){1,4}");
    private static final int SECRET_PARTS = 7;
    private static final int SECRET_PARTS_WITH_KEY = 10;
    private static final int PARAMETER_PARTS = 6;

    private final Findings findings;

    SecretReferenceCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            check(container.path("secrets"));
            check(container.path("logConfiguration").path("secretOptions"));
        }
    }

    private void check(JsonNode secrets) {
        for (JsonNode secret : secrets) {
            JsonNode from = secret.path(VALUE_FROM);
            if (secret instanceof RenderedObject object && from.isTextual()) {
                fault(from.textValue()).ifPresent(why -> findings.fault(object, VALUE_FROM, why));
            }
        }
    }

    private static Optional<String> fault(String from) {
        if (!from.startsWith("arn:")) {
            return PARAMETER.matcher(from).matches()
                    ? Optional.empty()
                    : Optional.of("is neither the ARN of a secret or parameter nor the name of a parameter");
        }
        String[] parts = from.split(":", -1);
        String service = parts.length > 2 ? parts[2] : "";
        return switch (service) {
            case "secretsmanager" -> secretFault(parts);
            case "ssm" -> parameterFault(parts);
            default -> Optional.of("is an ARN, but not of Secrets Manager or Parameter Store");
        };
    }

    private static Optional<String> secretFault(String[] parts) {
        if (parts.length < SECRET_PARTS || !parts[5].equals("secret") || parts[6].isEmpty()) {
            return Optional.of("the ARN of a secret is arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME");
        }
        if (parts.length != SECRET_PARTS && parts.length != SECRET_PARTS_WITH_KEY) {
            return Optional.of("the name of a secret is followed by three parts or none, and empty ones count:"
                    + " NAME:JSON-KEY:: for a key of it");
        }
        return regionOrAccountFault(parts);
    }

    private static Optional<String> parameterFault(String[] parts) {
        if (parts.length < PARAMETER_PARTS || !parts[5].startsWith("parameter/")) {
            return Optional.of("the ARN of a parameter is arn:aws:ssm:REGION:ACCOUNT:parameter/NAME");
        }
        return regionOrAccountFault(parts);
    }

    private static Optional<String> regionOrAccountFault(String[] parts) {
        if (!REGION.matcher(parts[3]).matches()) {
            return Optional.of("the region in this ARN is not a region (such as eu-central-1)");
        }
        return ACCOUNT.matcher(parts[4]).matches()
                ? Optional.empty()
                : Optional.of("the account in this ARN does not have 12 digits");
    }
}
