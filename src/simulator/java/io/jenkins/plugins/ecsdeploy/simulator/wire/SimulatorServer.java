package io.jenkins.plugins.ecsdeploy.simulator.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * One HTTP server on loopback for all simulated services: AWS JSON 1.1 and AWS Query at {@code POST /}, other routes
 * below their path. It keeps the list of the AWS operations called, so that tests can check it.
 */
public final class SimulatorServer implements AutoCloseable {

    private final HttpServer server;
    private final PlainHttpGate gate;
    private final ExecutorService threads;
    private final Faults faults;
    private final List<JsonService> jsonServices = new ArrayList<>();
    private final List<QueryService> queryServices = new ArrayList<>();
    private final EarlierAnswers earlier = new EarlierAnswers();
    private final List<String> operations = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong requestNumber = new AtomicLong();
    private volatile CallObserver observer = CallObserver.NONE;
    private volatile Predicate<String> expiredAccessKey = accessKeyId -> false;

    /** @param port 0 for a free one */
    public SimulatorServer(int port, Faults faults) throws IOException {
        this.faults = faults;
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulator");
            thread.setDaemon(true);
            return thread;
        });
        gate = new PlainHttpGate(port, threads);
        // Else each answer on a reused connection waits 40 ms for the acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, this::aws));
    }

    public SimulatorServer add(JsonService service) {
        jsonServices.add(service);
        return this;
    }

    public SimulatorServer add(QueryService service) {
        queryServices.add(service);
        return this;
    }

    public SimulatorServer add(HttpRoute route) {
        server.createContext(route.pathPrefix(), exchange -> serve(exchange, route::handle));
        return this;
    }

    /** Refuses callers whose session has ended, as every service does. */
    public SimulatorServer refuseExpired(Predicate<String> expiredAccessKeyId) {
        expiredAccessKey = expiredAccessKeyId;
        return this;
    }

    public void observe(CallObserver calls) {
        observer = calls;
    }

    public SimulatorServer start() {
        server.start();
        gate.openTo(server.getAddress());
        return this;
    }

    /** {@code 127.0.0.1:PORT}. */
    public String authority() {
        return "127.0.0.1:" + gate.port();
    }

    public URI endpoint() {
        return URI.create("http://" + authority());
    }

    /** The AWS operations called so far, oldest first, as {@code ecs:DescribeServices}. */
    public List<String> operations() {
        synchronized (operations) {
            return List.copyOf(operations);
        }
    }

    @Override
    public void close() {
        gate.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void serve(HttpExchange exchange, Handler handler) throws IOException {
        try {
            handler.handle(exchange);
        } catch (DroppedConnection dropped) {
            throw dropped; // an exception out of the handler makes the server close the connection unanswered
        } catch (RuntimeException bug) {
            bug.printStackTrace();
            throw bug;
        } finally {
            exchange.close();
        }
    }

    private void aws(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String requestId = "00000000-0000-4000-8000-%012d".formatted(requestNumber.incrementAndGet());
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        if (!"POST".equals(exchange.getRequestMethod())
                || !"/".equals(exchange.getRequestURI().getPath())) {
            respond(exchange, 404, "text/plain", "no such path in the simulator: " + exchange.getRequestURI() + "\n");
        } else if (target != null) {
            json(exchange, target);
        } else {
            query(exchange, requestId);
        }
    }

    private void json(HttpExchange exchange, String target) throws IOException {
        int dot = target.lastIndexOf('.');
        String operation = target.substring(dot + 1);
        Optional<JsonService> service = jsonServices.stream()
                .filter(candidate -> candidate.targetPrefix().equals(target.substring(0, Math.max(dot, 0))))
                .findFirst();
        String body = body(exchange);
        AwsJson.Answer answer;
        try {
            String name = service.map(JsonService::iamPrefix).orElse("?") + ":" + operation;
            operations.add(name);
            observer.called(name, body);
            Optional<Faults.Fault> met = meetFault(name);
            Caller caller = authenticated(exchange);
            answer = AwsJson.ok(service.orElseThrow(() -> AwsJson.unknownOperation(target))
                    .call(operation, AwsJson.read(body), caller));
            if (met.filter(Faults.LostAnswer.class::isInstance).isPresent()) {
                throw new DroppedConnection();
            }
            answer = met.isPresent() ? earlier.insteadOf(answer, name, body) : earlier.remember(answer, name, body);
        } catch (AwsError error) {
            answer = AwsJson.error(error);
        }
        respond(exchange, answer.httpStatus(), "application/x-amz-json-1.1", answer.body());
    }

    private void query(HttpExchange exchange, String requestId) throws IOException {
        String body = body(exchange);
        QueryParameters parameters = QueryParameters.parse(body);
        String version = parameters.get("Version").orElse("");
        String action = parameters.get("Action").orElse("");
        Optional<QueryService> service = queryServices.stream()
                .filter(candidate -> candidate.apiVersion().equals(version))
                .findFirst();
        boolean bare = service.filter(QueryService::isBare).isPresent();
        String namespace = service.map(QueryService::xmlNamespace).orElse("");
        try {
            String name = service.map(QueryService::iamPrefix).orElse("?") + ":" + action;
            operations.add(name);
            observer.called(name, body);
            meetFault(name);
            Caller caller = Caller.of(exchange.getRequestHeaders());
            if (expiredAccessKey.test(caller.accessKeyId())) {
                throw new AwsError(403, "ExpiredToken", "The security token included in the request is expired");
            }
            XmlWriter result = new XmlWriter();
            service.orElseThrow(() -> AwsError.client(
                            "InvalidAction", "Could not find operation " + action + " for version " + version))
                    .call(action, parameters, caller, result);
            respond(
                    exchange,
                    200,
                    "text/xml",
                    bare
                            ? AwsQuery.bare(action, namespace, result, requestId)
                            : AwsQuery.ok(action, namespace, result, requestId));
        } catch (AwsError error) {
            respond(
                    exchange,
                    error.httpStatus(),
                    "text/xml",
                    bare ? AwsQuery.bareError(error, requestId) : AwsQuery.error(error, namespace, requestId));
        }
    }

    private Caller authenticated(HttpExchange exchange) {
        Caller caller = Caller.of(exchange.getRequestHeaders());
        if (!caller.signed()) {
            throw AwsError.client("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        if (expiredAccessKey.test(caller.accessKeyId())) {
            throw AwsError.client("ExpiredTokenException", "The security token included in the request is expired");
        }
        return caller;
    }

    /** @return what is to become of the answer, if it is not to be given as it is */
    private Optional<Faults.Fault> meetFault(String operation) {
        Optional<Faults.Fault> met = faults.take(operation);
        if (met.isEmpty() || met.get() instanceof Faults.LostAnswer || met.get() instanceof Faults.StaleAnswer) {
            return met;
        }
        if (met.get() instanceof Faults.Answer answer) {
            throw answer.error();
        }
        throw new DroppedConnection();
    }

    private static String body(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void respond(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Thrown by a handler to close the connection without an answer. */
    public static final class DroppedConnection extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public DroppedConnection() {
            super("scripted", null, false, false);
        }
    }
}
