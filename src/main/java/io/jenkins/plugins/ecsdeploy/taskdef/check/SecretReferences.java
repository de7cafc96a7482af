package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.change.Containers;
import io.jenkins.plugins.ecsdeploy.taskdef.render.SourceMap;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import java.util.regex.Pattern;

/**
 * Where secrets come from: the ARN of a Secrets Manager secret, with or without {@code :json-key:version-stage:version-id},
 * or the ARN or name of a parameter. API reference, Secret, valueFrom; developer guide, "Specifying sensitive data".
 */
final class SecretReferences {

    private static final String VALUE_FROM = "valueFrom";
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.\\-/]{1,2048}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,10}(?:-[a-z0-9]{1,12}){1,4}");
    private static final int SECRET_PARTS = 7;
    private static final int SECRET_PARTS_WITH_KEY = 10;
    private static final int PARAMETER_PARTS = 6;

    private final SourceMap places;
    private final Findings findings;

    SecretReferences(SourceMap places, Findings findings) {
        this.places = places;
        this.findings = findings;
    }

    void check(ObjectNode rendered) {
        for (JsonNode container : rendered.path(Containers.FIELD)) {
            check(container.path("secrets"));
            check(container.path("logConfiguration").path("secretOptions"));
        }
    }

    private void check(JsonNode secrets) {
        for (JsonNode secret : secrets) {
            JsonNode from = secret.path(VALUE_FROM);
            if (secret instanceof ObjectNode object && from.isTextual()) {
                String why = fault(from.textValue());
                if (why != null) {
                    findings.fault(places.offsetOf(object, VALUE_FROM), places.pathOf(object, VALUE_FROM), why);
                }
            }
        }
    }

    private static String fault(String from) {
        if (!from.startsWith("arn:")) {
            return PARAMETER.matcher(from).matches()
                    ? null
                    : "is neither an ARN of a secret or parameter nor the name of a parameter";
        }
        String[] parts = from.split(":", -1);
        String service = parts.length > 2 ? parts[2] : "";
        return switch (service) {
            case "secretsmanager" -> secretFault(parts);
            case "ssm" -> parameterFault(parts);
            default -> "is an ARN of neither Secrets Manager nor Parameter Store";
        };
    }

    private static String secretFault(String[] parts) {
        if (parts.length < SECRET_PARTS || !parts[5].equals("secret") || parts[6].isEmpty()) {
            return "the ARN of a secret is arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME";
        }
        if (parts.length != SECRET_PARTS && parts.length != SECRET_PARTS_WITH_KEY) {
            return "behind the name of a secret belong three parts or none, empty ones too: NAME:JSON-KEY:: for a key of it";
        }
        return regionOrAccountFault(parts);
    }

    private static String parameterFault(String[] parts) {
        if (parts.length < PARAMETER_PARTS || !parts[5].startsWith("parameter/")) {
            return "the ARN of a parameter is arn:aws:ssm:REGION:ACCOUNT:parameter/NAME";
        }
        return regionOrAccountFault(parts);
    }

    private static String regionOrAccountFault(String[] parts) {
        if (!REGION.matcher(parts[3]).matches()) {
            return "the region in this ARN is none (such as eu-central-1)";
        }
        return ACCOUNT.matcher(parts[4]).matches() ? null : "the account in this ARN has not 12 digits";
    }
}
