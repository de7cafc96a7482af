package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import java.util.List;

/** What concerns a whole registry: tokens and account settings. */
final class RegistryOperations {

    private final EcrRegion region;

    RegistryOperations(EcrRegion region) {
        this.region = region;
    }

    ObjectNode getAuthorizationToken() {
        AuthorizationTokens.Token token = region.tokens().issue();
        ObjectNode result = EcrJson.object();
        result.putArray("authorizationData")
                .addObject()
                .put("authorizationToken", token.encoded())
                .put("expiresAt", EcrJson.seconds(token.expiresAt()))
                .put("proxyEndpoint", "http://" + region.authority());
        return result;
    }

    ObjectNode putAccountSetting(EcrInput input) {
        String name = settingName(input);
        input.required("value");
        String value = input.oneOf("value", input.get("value"), "", List.of("ENABLED", "DISABLED"));
        region.repositories().setBlobMounting(value.equals("ENABLED"));
        return setting(name);
    }

    ObjectNode getAccountSetting(EcrInput input) {
        return setting(settingName(input));
    }

    private static String settingName(EcrInput input) {
        input.required("name");
        return input.oneOf("name", input.get("name"), "", List.of("BLOB_MOUNTING"));
    }

    private ObjectNode setting(String name) {
        return EcrJson.object()
                .put("name", name)
                .put("value", region.repositories().blobMounting() ? "ENABLED" : "DISABLED");
    }
}
