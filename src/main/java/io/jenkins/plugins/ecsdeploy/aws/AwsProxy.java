package io.jenkins.plugins.ecsdeploy.aws;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * An HTTP proxy on the way to AWS.
 *
 * @param noProxyHosts regular expressions of hosts that are called directly
 */
public record AwsProxy(URI endpoint, Optional<String> username, Optional<String> password, Set<String> noProxyHosts) {

    /** Without the password. */
    @Override
    public String toString() {
        return "proxy " + endpoint;
    }
}
