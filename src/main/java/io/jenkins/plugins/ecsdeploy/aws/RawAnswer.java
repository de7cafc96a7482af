package io.jenkins.plugins.ecsdeploy.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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

    private final AtomicReference<byte[]> body = new AtomicReference<>(new byte[0]);

    /** Configures the request whose answer is to be kept. */
    public void keep(AwsRequestOverrideConfiguration.Builder override) {
        override.addPlugin(client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new Keeper())
                .build()));
    }

    /** The last answer; a missing node if there was none. */
    public JsonNode json() {
        byte[] answer = body.get();
        try {
            return answer.length == 0 ? MissingNode.getInstance() : JSON.readTree(answer);
        } catch (IOException notJson) { // the SDK has read the same bytes
            throw new UncheckedIOException(notJson);
        }
    }

    private final class Keeper implements ExecutionInterceptor {

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            return context.responseBody().map(stream -> {
                try (stream) {
                    byte[] answer = stream.readAllBytes();
                    body.set(answer);
                    return new ByteArrayInputStream(answer);
                } catch (IOException cut) {
                    throw new UncheckedIOException(cut);
                }
            });
        }
    }
}
