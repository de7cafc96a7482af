package io.jenkins.plugins.ecsdeploy.simulator.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.RegistryDialect;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryRequest;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryResponse;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.StoredManifest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code /v2/NAME/tags/list} and {@code /v2/NAME/referrers/DIGEST}. */
final class ListEndpoint {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RegistryDialect dialect;

    ListEndpoint(RegistryDialect dialect) {
        this.dialect = dialect;
    }

    /** All tags in order, or {@code n} of them behind {@code last}, with the next page's {@code Link}. */
    RegistryResponse tags(RegistryRequest request, String name) {
        String last = request.query("last").orElse("");
        List<String> rest = dialect.repository(name).tags().stream()
                .filter(tag -> tag.compareTo(last) > 0)
                .toList();
        int count = request.query("n").map(ListEndpoint::number).orElse(rest.size());
        List<String> page = rest.subList(0, Math.min(count, rest.size()));
        ObjectNode document = MAPPER.createObjectNode().put("name", name);
        page.forEach(document.putArray("tags")::add);
        RegistryResponse response = RegistryResponse.json(200, document);
        if (!page.isEmpty() && page.size() < rest.size()) {
            String next = page.get(page.size() - 1);
            response.header("Link", "</v2/" + name + "/tags/list?n=" + count + "&last=" + next + ">; rel=\"next\"");
        }
        return response;
    }

    private static int number(String text) {
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            throw new OciError(400, "PAGINATION_NUMBER_INVALID", "invalid number of results requested");
        }
    }

    /** The manifests whose subject is this digest, as an image index (distribution-spec 1.1, "Listing Referrers"). */
    RegistryResponse referrers(String name, String digest) {
        ObjectNode index = MAPPER.createObjectNode().put("schemaVersion", 2).put("mediaType", StoredManifest.OCI_INDEX);
        ArrayNode descriptors = index.putArray("manifests");
        for (StoredManifest manifest : dialect.repository(name).manifests()) {
            if (manifest.subject().filter(digest::equals).isPresent()) {
                ObjectNode descriptor = descriptors
                        .addObject()
                        .put("mediaType", manifest.mediaType())
                        .put("digest", manifest.digest())
                        .put("size", manifest.bytes().length);
                descriptor.put("artifactType", manifest.artifactType());
                if (manifest.json().has("annotations")) {
                    descriptor.set("annotations", manifest.json().get("annotations"));
                }
            }
        }
        return RegistryResponse.status(200)
                .bytes(StoredManifest.OCI_INDEX, index.toString().getBytes(StandardCharsets.UTF_8));
    }
}
