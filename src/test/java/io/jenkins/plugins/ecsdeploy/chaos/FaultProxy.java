package io.jenkins.plugins.ecsdeploy.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.ecsdeploy.chaos.fault.AnswerShape;
import io.jenkins.plugins.ecsdeploy.chaos.fault.FaultKind;
import io.jenkins.plugins.ecsdeploy.chaos.fault.Weather;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Between the plugin and the simulated AWS: lets calls meet faults and keeps a record of what really came of each. Once the
 * process that calls is killed, nothing of it gets through any more.
 */
final class FaultProxy implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    /** An exception out of a handler makes the JDK's server close the connection unanswered. */
    private static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cut() {
            super("cut", null, false, false);
        }
    }

    private record Answer(int status, String contentType, byte[] body) {}

    private final World world;
    private final StaleAnswers stale;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private volatile Weather weather = Weather.FAIR;
    private volatile AnswerShape shape = AnswerShape.AS_IT_IS;
    private volatile boolean killed;

    FaultProxy(World world) {
        this.world = world;
        this.stale = new StaleAnswers(world.clock());
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void weather(Weather now) {
        weather = now;
    }

    /** From now on answers look like this. */
    void shape(AnswerShape now) {
        shape = now;
    }

    /** All that came here, in order. */
    List<Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** How many faults were met. */
    long faults() {
        return calls().stream().filter(call -> call.fault().isPresent()).count();
    }

    /** Whether the process that calls is dead. */
    boolean isKilled() {
        return killed;
    }

    /** Another process has taken over. */
    void startedAgain() {
        killed = false;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (killed) {
                throw new Cut();
            }
            answer(exchange, operation(exchange, body), body);
        }
    }

    private void answer(HttpExchange exchange, String operation, byte[] body) throws IOException {
        Optional<FaultKind> fault = weather.next(calls.size(), operation).filter(kind -> applies(kind, operation));
        FaultKind met = fault.orElse(null);
        if (met == null) {
            send(exchange, carryOut(exchange, operation, body, fault));
            return;
        }
        switch (met) {
            case THROTTLED, SERVER_ERROR, UNAVAILABLE, EXPIRED, DENIED -> {
                record(operation, body, fault, 0, MissingNode.getInstance(), Optional.empty());
                send(exchange, error(met, operation, exchange));
            }
            case CUT_BEFORE, KILLED_BEFORE -> {
                killed = met == FaultKind.KILLED_BEFORE;
                record(operation, body, fault, 0, MissingNode.getInstance(), Optional.empty());
                throw new Cut();
            }
            case CUT_AFTER, LATE_AND_LOST, KILLED_AFTER -> {
                carryOut(exchange, operation, body, fault);
                killed = met == FaultKind.KILLED_AFTER;
                world.pass(met == FaultKind.LATE_AND_LOST ? World.TIME_OUT : World.NO_TIME);
                throw new Cut();
            }
            case CUT_ANSWER -> {
                Answer whole = carryOut(exchange, operation, body, fault);
                exchange.sendResponseHeaders(whole.status(), whole.body().length + 1L);
                exchange.getResponseBody().write(whole.body(), 0, whole.body().length / 2);
                throw new Cut();
            }
            case LATE -> {
                Answer late = carryOut(exchange, operation, body, fault);
                world.pass(World.LATE);
                send(exchange, late);
            }
            case STALE -> send(exchange, stale(exchange, operation, body, fault));
            case OTHER_UPDATE_AFTER -> {
                Answer before = carryOut(exchange, operation, body, fault);
                world.does(met, calls.size());
                send(exchange, before);
            }
            default -> {
                world.does(met, calls.size());
                send(exchange, carryOut(exchange, operation, body, fault));
            }
        }
    }

    private static boolean applies(FaultKind kind, String operation) {
        return kind != FaultKind.STALE || StaleAnswers.canBe(operation);
    }

    private Answer stale(HttpExchange exchange, String operation, byte[] body, Optional<FaultKind> fault)
            throws IOException {
        String request = new String(body, StandardCharsets.UTF_8);
        if (Call.isMutating(operation)) {
            Answer real = carryOut(exchange, operation, body, fault);
            return new Answer(real.status(), real.contentType(), stale.update(real.body()));
        }
        Optional<byte[]> earlier = stale.earlier(operation, request);
        if (earlier.isEmpty()) {
            return carryOut(exchange, operation, body, Optional.empty());
        }
        record(operation, body, fault, 0, MissingNode.getInstance(), Optional.empty());
        return new Answer(200, "application/x-amz-json-1.1", earlier.get());
    }

    /** Passes it on, and writes down what came of it. */
    private Answer carryOut(HttpExchange exchange, String operation, byte[] body, Optional<FaultKind> fault)
            throws IOException {
        boolean starts = operation.equals("ecs:UpdateService");
        String before = starts ? world.primaryId() : "";
        if (Call.isMutating(operation)) {
            stale.worldChanges(world.describedRaw());
        }
        JsonNode request = json(body);
        shape.ask(request, operation);
        Answer answer = forward(exchange, request.isMissingNode() ? body : bytes(request.toString()));
        stale.answered(operation, new String(body, StandardCharsets.UTF_8), answer.status(), answer.body());
        String after = starts && answer.status() == 200 ? world.primaryId() : before;
        JsonNode json = json(answer.body());
        Optional<String> started = operation.equals("codedeploy:CreateDeployment")
                ? Optional.of(json.path("deploymentId").asText()).filter(id -> !id.isEmpty())
                : Optional.of(after).filter(id -> !id.equals(before));
        record(operation, body, fault, answer.status(), json.deepCopy(), started);
        if (answer.status() != 200 || json.isMissingNode()) {
            return answer;
        }
        shape.apply(json, operation);
        return new Answer(answer.status(), answer.contentType(), bytes(json.toString()));
    }

    private Answer forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpURLConnection upstream =
                (HttpURLConnection) world.endpoint().toURL().openConnection();
        upstream.setRequestMethod(exchange.getRequestMethod());
        upstream.setDoOutput(true);
        upstream.setFixedLengthStreamingMode(body.length); // else the JDK sends again by itself what broke off
        for (String name : List.of("X-amz-target", "Authorization", "Content-type", "X-amz-security-token")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                upstream.setRequestProperty(name, value);
            }
        }
        upstream.getOutputStream().write(body);
        int status = upstream.getResponseCode();
        try (InputStream in = status < 400 ? upstream.getInputStream() : upstream.getErrorStream()) {
            return new Answer(status, upstream.getContentType(), in == null ? new byte[0] : in.readAllBytes());
        }
    }

    private void record(
            String operation,
            byte[] body,
            Optional<FaultKind> fault,
            int status,
            JsonNode answer,
            Optional<String> started) {
        calls.add(
                new Call(calls.size(), world.clock().instant(), operation, json(body), fault, status, answer, started));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    private static Answer error(FaultKind kind, String operation, HttpExchange exchange) {
        boolean isQuery = exchange.getRequestHeaders().getFirst("X-amz-target") == null;
        return switch (kind) {
            case UNAVAILABLE ->
                new Answer(
                        503,
                        "text/html",
                        bytes("<html><head><title>503 Service Temporarily Unavailable</title></head></html>"));
            case SERVER_ERROR -> error(500, "ServerException", "Service Unavailable. Please try again later.", isQuery);
            case EXPIRED ->
                error(400, "ExpiredTokenException", "The security token included in the request is expired", isQuery);
            case DENIED ->
                error(
                        400,
                        "AccessDeniedException",
                        "User: arn:aws:sts::123456789012:assumed-role/jenkins/build is not authorized to perform: "
                                + operation + " because no identity-based policy allows the " + operation + " action",
                        isQuery);
            default -> error(400, "ThrottlingException", "Rate exceeded", isQuery);
        };
    }

    private static Answer error(int status, String code, String message, boolean isQuery) {
        if (isQuery) {
            return new Answer(
                    status,
                    "text/xml",
                    bytes("<ErrorResponse><Error><Type>Sender</Type><Code>" + code.replace("Exception", "")
                            + "</Code><Message>" + message
                            + "</Message></Error><RequestId>0</RequestId></ErrorResponse>"));
        }
        ObjectNode body = JSON.createObjectNode().put("__type", code).put("message", message);
        return new Answer(status, "application/x-amz-json-1.1", bytes(body.toString()));
    }

    private static String operation(HttpExchange exchange, byte[] body) {
        String target = exchange.getRequestHeaders().getFirst("X-amz-target");
        if (target != null) {
            String service = target.startsWith("AmazonEC2ContainerService")
                    ? "ecs"
                    : target.startsWith("CodeDeploy") ? "codedeploy" : "logs";
            return service + ":" + target.substring(target.lastIndexOf('.') + 1);
        }
        Matcher action = ACTION.matcher(new String(body, StandardCharsets.UTF_8));
        return "elasticloadbalancing:" + (action.find() ? action.group(1) : "?");
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException query) {
            return MissingNode.getInstance();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
