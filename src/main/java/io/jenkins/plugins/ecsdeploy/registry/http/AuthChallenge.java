package io.jenkins.plugins.ecsdeploy.registry.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code WWW-Authenticate: Bearer realm="…",service="…"} (RFC 6750, RFC 9110 section 11.6.1).
 *
 * @param realm the address of the token service
 */
record AuthChallenge(URI realm, Optional<String> service) {

    private static final Pattern BEARER = Pattern.compile("(?i)(?:^|,\\s*)Bearer\\s+(.*)");

    /** The first usable challenge in these headers. */
    static Optional<AuthChallenge> bearer(List<String> headers) {
        return headers.stream()
                .map(BEARER::matcher)
                .filter(Matcher::find)
                .flatMap(matcher -> parse(matcher.group(1)).stream())
                .findFirst();
    }

    private static Optional<AuthChallenge> parse(String parameters) {
        try {
            return parameter(parameters, "realm")
                    .map(URI::create)
                    .filter(realm -> realm.getHost() != null)
                    .map(realm -> new AuthChallenge(realm, parameter(parameters, "service")));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Optional<String> parameter(String parameters, String name) {
        Matcher matcher = Pattern.compile("(?i)\\b" + name + "\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))")
                .matcher(parameters);
        return matcher.find()
                ? Optional.of(matcher.group(1) != null ? matcher.group(1) : matcher.group(2))
                : Optional.empty();
    }
}
