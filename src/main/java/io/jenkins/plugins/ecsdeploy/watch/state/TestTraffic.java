package io.jenkins.plugins.ecsdeploy.watch.state;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.HostHeaderConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PathPatternConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/**
 * What a request needs to reach the new tasks by the test listener rule: any other request to the same listener may be answered
 * by the old ones.
 *
 * @param scheme the listener's protocol: {@code http}, {@code https}, {@code tcp}, {@code tls}
 * @param address DNS name of the load balancer
 * @param host host name that the rule wants; empty if any will do
 * @param path that the rule wants, without a slash at its end; empty if any will do
 * @param isWholePath whether nothing may follow the path
 * @param headers that the rule wants, by name
 */
public record TestTraffic(
        String scheme,
        String address,
        int port,
        String host,
        String path,
        boolean isWholePath,
        TreeMap<String, String> headers)
        implements Serializable {

    private static final Set<String> ENCRYPTED = Set.of("https", "tls");

    /** A condition for which no request can be made up. */
    static final class NotTellableException extends Exception {

        private static final long serialVersionUID = 1L;

        NotTellableException(String condition) {
            super(condition);
        }
    }

    /**
     * @param conditions of the rule; all have to be met (API reference, RuleCondition)
     * @throws NotTellableException naming the condition
     */
    static TestTraffic of(Listener listener, String address, List<RuleCondition> conditions)
            throws NotTellableException {
        String host = "";
        String path = "";
        boolean isWholePath = false;
        TreeMap<String, String> headers = new TreeMap<>();
        for (RuleCondition condition : conditions) {
            switch (String.valueOf(condition.field())) {
                case "host-header" -> host = exact("host", hosts(condition));
                case "path-pattern" -> {
                    String pattern = path(paths(condition));
                    isWholePath = !pattern.endsWith("*");
                    path = pattern.replaceFirst("/?\\*$", "");
                }
                case "http-header" ->
                    headers.put(
                            condition.httpHeaderConfig().httpHeaderName(),
                            exact(
                                    "header " + condition.httpHeaderConfig().httpHeaderName(),
                                    condition.httpHeaderConfig().values()));
                default -> throw new NotTellableException("its condition " + condition.field());
            }
        }
        return new TestTraffic(
                String.valueOf(listener.protocolAsString()).toLowerCase(Locale.ROOT),
                address,
                listener.port(),
                host,
                path,
                isWholePath,
                headers);
    }

    private static List<String> hosts(RuleCondition condition) {
        return Optional.ofNullable(condition.hostHeaderConfig())
                .map(HostHeaderConditionConfig::values)
                .filter(values -> !values.isEmpty())
                .orElse(condition.values());
    }

    private static List<String> paths(RuleCondition condition) {
        return Optional.ofNullable(condition.pathPatternConfig())
                .map(PathPatternConditionConfig::values)
                .filter(values -> !values.isEmpty())
                .orElse(condition.values());
    }

    /** The first value without wildcards. */
    private static String exact(String what, List<String> values) throws NotTellableException {
        return values.stream()
                .filter(value -> !value.isEmpty() && !value.contains("*") && !value.contains("?"))
                .findFirst()
                .orElseThrow(() -> new NotTellableException("the " + what + " " + String.join(" or ", values)));
    }

    /** The first that has no wildcard but one at its end; one that anything may follow, if there is such a one. */
    private static String path(List<String> patterns) throws NotTellableException {
        List<String> usable = patterns.stream()
                .filter(pattern -> pattern.matches("/[^*?]*\\*?|\\*"))
                .toList();
        return usable.stream()
                .filter(pattern -> pattern.endsWith("*"))
                .findFirst()
                .or(() -> usable.stream().findFirst())
                .orElseThrow(() -> new NotTellableException("the path " + String.join(" or ", patterns)));
    }

    public String url() {
        return scheme + "://" + address + ":" + port + path;
    }

    /** Why the URL alone is not enough to reach the new tasks; empty if it is. */
    Optional<String> whyNotTheUrlAlone() {
        if (!host.isEmpty() || !headers.isEmpty()) {
            return Optional.of("the test listener rule takes only requests with "
                    + (host.isEmpty() ? "" : "the host " + host)
                    + (host.isEmpty() || headers.isEmpty() ? "" : " and ")
                    + (headers.isEmpty() ? "" : "the headers " + headers) + "; others may reach the old tasks");
        }
        if (ENCRYPTED.contains(scheme)) {
            return Optional.of(
                    "the test listener is encrypted, and its certificate is hardly for the load balancer's own"
                            + " name " + address);
        }
        return isWholePath
                ? Optional.of("the test listener rule takes only the path " + path + "; others may reach the old tasks")
                : Optional.empty();
    }
}
