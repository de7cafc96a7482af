package io.jenkins.plugins.ecsdeploy.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Keeps the JSON that AWS answered one request with. The SDK drops the members that it does not know; here they can be
 * read.
 */
public final class RawAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private byte[] body = {};

    /** Configures the request whose answer is to be kept. */
    public void keep(AwsRequestOverrideConfiguration.Builder override) {
        override.addPlugin(client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new Keeper())
                .build()));
    }

    /** The last answer; a missing node if there was none. */
    public synchronized JsonNode json() {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException notJson) { // the SDK has read the same bytes
            throw new UncheckedIOException(notJson);
        }
    }

    private synchronized byte[] kept(byte[] answer) {
        body = answer;
        return answer;
    }

    private final class Keeper implements ExecutionInterceptor {

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            return context.responseBody().map(stream -> {
                try (stream) {
                    return new ByteArrayInputStream(kept(stream.readAllBytes()));
                } catch (IOException cut) {
                    throw new UncheckedIOException(cut);
                }
            });
        }
    }
}
