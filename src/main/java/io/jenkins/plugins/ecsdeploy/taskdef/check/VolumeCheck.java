package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;

/**
 * An EFS access point has its own root directory and is reached with encryption only, and so is EFS with IAM
 * authorization. API reference, EFSVolumeConfiguration and EFSAuthorizationConfig; "When using an EFS access point, the
 * root directory must either be set to "/" or be omitted" (aws/aws-cdk issue 10683).
 */
final class VolumeCheck implements DefinitionCheck {

    private static final String ROOT = "rootDirectory";
    private static final String ENCRYPTION = "transitEncryption";

    private final Findings findings;

    VolumeCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        for (JsonNode volume : rendered.path("volumes")) {
            if (volume.path("efsVolumeConfiguration") instanceof RenderedObject efs) {
                efs(efs);
            }
        }
    }

    private void efs(RenderedObject efs) {
        JsonNode authorization = efs.path("authorizationConfig");
        boolean accessPoint = !authorization.path("accessPointId").asText().isEmpty();
        boolean iam = authorization.path("iam").asText().equals("ENABLED");
        JsonNode root = efs.path(ROOT);
        if (accessPoint && root.isTextual() && !root.textValue().equals("/")) {
            findings.fault(efs, ROOT, "the access point sets the root directory: remove this, or set it to \"/\"");
        }
        JsonNode encryption = efs.path(ENCRYPTION);
        if ((accessPoint || iam) && !encryption.isNull() && !encryption.asText().equals("ENABLED")) {
            String what = accessPoint ? "an access point" : "\"iam\": \"ENABLED\"";
            findings.fault(efs, ENCRYPTION, what + " requires \"transitEncryption\": \"ENABLED\"");
        }
    }
}
