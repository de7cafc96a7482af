package io.jenkins.plugins.ecsdeploy.simulator.ecs.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Cuts lists into pages; the token is the position of the next page. */
public final class Paging {

    private Paging() {}

    /**
     * @param standard the page size if the request names none (API reference of each List operation)
     * @param result gets {@code nextToken} if there is more
     */
    public static <T> List<T> page(List<T> all, ObjectNode request, int standard, ObjectNode result) {
        int size = request.path("maxResults").asInt(standard);
        if (size < 1 || size > 100) {
            throw EcsErrors.invalidParameter("maxResults must be between 1 and 100");
        }
        int from = start(request, all.size());
        int to = Math.min(all.size(), from + size);
        if (to < all.size()) {
            result.put("nextToken", String.valueOf(to));
        }
        return all.subList(from, to);
    }

    private static int start(ObjectNode request, int length) {
        String token = Json.read(request, "nextToken", "0");
        try {
            return Math.min(Integer.parseInt(token), length);
        } catch (NumberFormatException unknown) {
            throw EcsErrors.invalidParameter("Invalid token.");
        }
    }
}
