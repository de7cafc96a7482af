package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One page of a list ({@code maxResults} 1 to 1000, 100 by default; {@code nextToken}). */
record Page<T>(List<T> items, Optional<String> nextToken) {

    private static final int DEFAULT_SIZE = 100;
    private static final int LIMIT = 1000;

    static <T> Page<T> of(EcrInput input, List<T> all) {
        int size = input.get("maxResults").asInt(DEFAULT_SIZE);
        if (size < 1 || size > LIMIT) {
            throw EcrErrors.invalid(
                    "maxResults",
                    size < 1
                            ? "must have value greater than or equal to 1"
                            : "must have value less than or equal to 1000");
        }
        int from = Math.min(offset(input), all.size());
        int to = Math.min(from + size, all.size());
        return new Page<>(all.subList(from, to), to < all.size() ? Optional.of(token(to)) : Optional.empty());
    }

    private static String token(int offset) {
        return Base64.getEncoder().encodeToString(("offset " + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(EcrInput input) {
        if (!input.has("nextToken")) {
            return 0;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(input.get("nextToken").asText());
            return Integer.parseInt(new String(decoded, StandardCharsets.UTF_8).replaceFirst("^offset ", ""));
        } catch (IllegalArgumentException forged) {
            throw EcrErrors.invalid("nextToken", "Invalid token");
        }
    }

    void writeTokenTo(ObjectNode result) {
        nextToken.ifPresent(token -> result.put("nextToken", token));
    }
}
