package io.jenkins.plugins.ecsdeploy.simulator.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Something that answers plain HTTP below a path, such as the OCI registry below {@code /v2/}. */
public interface HttpRoute {

    String pathPrefix();

    /** Answers the exchange; the server closes it afterwards. */
    void handle(HttpExchange exchange) throws IOException;
}
