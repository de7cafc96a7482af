package io.jenkins.plugins.ecsdeploy.aws.signed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.Backoff;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * Reads by the AWS JSON 1.1 and the AWS Query protocol, signed with Signature Version 4 by the SDK's own signer and sent by the
 * connection's HTTP client. Only for calls that change nothing: they are sent again after throttling and lost answers.
 */
public final class SignedReads {

    private static final Backoff BACKOFF = Backoff.linear(3, Duration.ofSeconds(1));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ERROR = 400;

    private final AwsClients clients;
    private final Sleeper sleeper;

    /** @param sleeper between two tries */
    public SignedReads(AwsClients clients, Sleeper sleeper) {
        this.clients = clients;
        this.sleeper = sleeper;
    }

    /**
     * Calls an operation of the AWS JSON protocol.
     *
     * @param action the call's IAM action, whose last part is the operation
     * @param subject what it is about, as it reads after "for"
     * @throws AwsCallException as of the SDK's clients
     */
    public JsonNode json(SignedService service, String action, String subject, ObjectNode input)
            throws InterruptedException {
        return send(service, action, subject, input.toString());
    }

    /**
     * Calls an action of the AWS Query protocol.
     *
     * @param parameters flattened, such as {@code Filter.1.Name}
     * @return what is in the answer: elements as members, lists of {@code member} and {@code item} as arrays, texts
     */
    public JsonNode query(SignedService service, String action, String subject, Map<String, String> parameters)
            throws InterruptedException {
        Map<String, String> form = new TreeMap<>(parameters);
        form.put("Action", operation(action));
        form.put("Version", service.version());
        return send(
                service,
                action,
                subject,
                form.entrySet().stream()
                        .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
                        .collect(Collectors.joining("&")));
    }

    private JsonNode send(SignedService service, String action, String subject, String body)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return AwsCall.run(action, subject, () -> once(service, operation(action), body));
            } catch (AwsCallException failed) {
                if (!failed.isRetryable() || failed.isInterruption() || attempt == BACKOFF.tries()) {
                    throw failed;
                }
                sleeper.sleep(BACKOFF.pauseAfter(attempt));
            }
        }
    }

    private JsonNode once(SignedService service, String operation, String body) {
        Region region = service.region(Region.of(clients.region()));
        ServiceMetadata metadata = ServiceMetadata.of(service.signingName());
        URI host = clients.endpoint().orElseGet(() -> URI.create("https://" + metadata.endpointFor(region)));
        SdkHttpRequest request = request(service, operation, host);
        ContentStreamProvider payload = ContentStreamProvider.fromUtf8String(body);
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(clients.credentials())
                        .request(request)
                        .payload(payload)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName())
                        .putProperty(
                                AwsV4HttpSigner.REGION_NAME,
                                metadata.signingRegion(region).id()));
        try {
            HttpExecuteResponse response = clients.http()
                    .prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(signed.payload().orElse(payload))
                            .build())
                    .call();
            return answer(service, response);
        } catch (IOException failed) {
            throw SdkClientException.create(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static SdkHttpRequest request(SignedService service, String operation, URI host) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(host)
                .encodedPath("/")
                .putHeader("User-Agent", "jenkins-ecs-deploy");
        if (service.isQuery()) {
            request.putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        } else {
            request.putHeader("Content-Type", "application/x-amz-json-1.1");
            request.putHeader("X-Amz-Target", service.target() + "." + operation);
        }
        return request.build();
    }

    private static JsonNode answer(SignedService service, HttpExecuteResponse response) throws IOException {
        String text = "";
        if (response.responseBody().isPresent()) {
            try (InputStream in = response.responseBody().get()) {
                text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        int status = response.httpResponse().statusCode();
        if (status >= ERROR) {
            throw refused(service, response, text);
        }
        return service.isQuery() ? XmlAnswer.read(text) : JSON.readTree(text);
    }

    private static AwsServiceException refused(SignedService service, HttpExecuteResponse response, String text) {
        JsonNode error = error(service, text);
        String code = error.path("code").asText();
        return AwsServiceException.builder()
                .message(error.path("message").asText())
                .statusCode(response.httpResponse().statusCode())
                .requestId(response.httpResponse()
                        .firstMatchingHeader("x-amzn-RequestId")
                        .or(() -> Optional.ofNullable(error.get("requestId")).map(JsonNode::asText))
                        .orElse(null))
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(service.signingName())
                        .errorCode(code.isEmpty() ? null : code)
                        .errorMessage(error.path("message").asText())
                        .sdkHttpResponse(response.httpResponse())
                        .build())
                .build();
    }

    private static ObjectNode error(SignedService service, String text) {
        ObjectNode error = JSON.createObjectNode();
        try {
            JsonNode read = service.isQuery() ? XmlAnswer.read(text) : JSON.readTree(text);
            if (service.isQuery()) {
                // ErrorResponse has Error, EC2's Response has Errors.
                JsonNode found = read.findPath("Error");
                error.put("code", found.path("Code").asText());
                error.put("message", found.path("Message").asText());
                JsonNode id = read.findPath(read.has("RequestID") ? "RequestID" : "RequestId");
                error.put("requestId", id.asText());
            } else {
                String type = read.path("__type").asText();
                error.put("code", type.substring(type.indexOf('#') + 1));
                error.put(
                        "message",
                        read.path("message").asText(read.path("Message").asText()));
            }
        } catch (JsonProcessingException notFromAws) {
            error.put("message", "");
        }
        return error;
    }

    private static String operation(String action) {
        return action.substring(action.indexOf(':') + 1);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
