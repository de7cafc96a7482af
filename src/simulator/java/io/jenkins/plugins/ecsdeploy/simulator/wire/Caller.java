package io.jenkins.plugins.ecsdeploy.simulator.wire;

import com.sun.net.httpserver.Headers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who signed a request, for which region and service, read from the SigV4 {@code Authorization} header
 * (Signature Version 4, "Credential scope"). The signature itself is not checked.
 *
 * @param accessKeyId empty if the request is not signed
 * @param region empty if the request is not signed
 * @param sessionToken empty for long-lived keys
 */
public record Caller(String accessKeyId, String region, String sessionToken) {

    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/\\d+/([^/]+)/([^/]+)/aws4_request");

    static Caller of(Headers headers) {
        String token = headers.getFirst("X-Amz-Security-Token");
        String authorization = headers.getFirst("Authorization");
        Matcher matcher = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        return matcher.find()
                ? new Caller(matcher.group(1), matcher.group(2), token == null ? "" : token)
                : new Caller("", "", "");
    }

    public boolean signed() {
        return !accessKeyId.isEmpty();
    }
}
