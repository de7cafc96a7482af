package io.jenkins.plugins.ecsdeploy.simulator.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flattened parameters of an AWS Query request: {@code Name.member.1.Key=value}. */
public final class QueryParameters {

    private final Map<String, String> values;
    private final String prefix;

    private QueryParameters(Map<String, String> values, String prefix) {
        this.values = values;
        this.prefix = prefix;
    }

    static QueryParameters parse(String form) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new QueryParameters(values, "");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(prefix + name));
    }

    /** @throws AwsError {@code ValidationError}, as the query services answer for a missing parameter */
    public String require(String name) {
        return get(name)
                .orElseThrow(() -> AwsError.client(
                        "ValidationError", "The request must contain the parameter " + prefix + name + "."));
    }

    /** A list of plain values, {@code Name.member.N}. */
    public List<String> list(String name) {
        List<String> list = new ArrayList<>();
        for (int n = 1; values.containsKey(prefix + name + ".member." + n); n++) {
            list.add(values.get(prefix + name + ".member." + n));
        }
        return list;
    }

    /** A list of structures, {@code Name.member.N.…}, each as parameters of its own. */
    public List<QueryParameters> structures(String name) {
        List<QueryParameters> list = new ArrayList<>();
        for (int n = 1; hasPrefix(prefix + name + ".member." + n + "."); n++) {
            list.add(new QueryParameters(values, prefix + name + ".member." + n + "."));
        }
        return list;
    }

    /** The members of one structure, {@code Name.…}. */
    public QueryParameters structure(String name) {
        return new QueryParameters(values, prefix + name + ".");
    }

    private boolean hasPrefix(String start) {
        return values.keySet().stream().anyMatch(key -> key.startsWith(start));
    }
}
