package io.jenkins.plugins.ecsdeploy.simulator.registry;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.EcrDialect;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.PlainDialect;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.RegistryDialect;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.CutBody;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryRequest;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryResponse;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Digests;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.ImageLookup;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.StoredManifest;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.HttpRoute;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer.DroppedConnection;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.ImageCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * An OCI registry over plain HTTP that behaves like Amazon ECR or like {@code registry:2}. Faults are scripted for
 * operations named {@code registry:METHOD /v2/path}: an answer with status and code, or a connection that breaks in the
 * body.
 */
public final class SimulatedRegistry implements HttpRoute, ImageCatalog {

    private final String authority;
    private final Repositories repositories;
    private final Faults faults;
    private final RegistryDialect dialect;
    private final RegistryActivity activity = new RegistryActivity();
    private final RegistryRouter router;

    private SimulatedRegistry(String authority, Repositories repositories, Faults faults, RegistryDialect dialect) {
        this.authority = authority;
        this.repositories = repositories;
        this.faults = faults;
        this.dialect = dialect;
        this.router = new RegistryRouter(dialect, repositories, activity);
    }

    /**
     * Amazon ECR's registry: Basic auth with ECR's tokens, repositories must exist, ECR's quirks.
     *
     * @param authority {@code 127.0.0.1:PORT} of the server that this is added to
     */
    public static SimulatedRegistry ecr(
            String authority,
            AwsAccount account,
            Repositories repositories,
            AuthorizationTokens tokens,
            Faults faults) {
        return ecr(authority, account, repositories, tokens, faults, EcrDialect.MINIMUM_PART_BYTES);
    }

    /**
     * @param minimumPartBytes what a part that isn't the last must have; ECR's own minimum is too large for many small
     *     tests
     */
    public static SimulatedRegistry ecr(
            String authority,
            AwsAccount account,
            Repositories repositories,
            AuthorizationTokens tokens,
            Faults faults,
            long minimumPartBytes) {
        return new SimulatedRegistry(
                authority,
                repositories,
                faults,
                new EcrDialect(account, authority, repositories, tokens, minimumPartBytes));
    }

    /**
     * A registry without authentication that creates repositories on push and follows the specification.
     *
     * @param authority {@code 127.0.0.1:PORT} of the server that this is added to
     */
    public static SimulatedRegistry plain(String authority, Repositories repositories, Faults faults) {
        return new SimulatedRegistry(authority, repositories, faults, new PlainDialect(repositories));
    }

    public RegistryActivity activity() {
        return activity;
    }

    @Override
    public String pathPrefix() {
        return "/v2/";
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String operation =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        activity.requested(operation);
        String range = exchange.getRequestHeaders().getFirst("Content-Range");
        Optional<Faults.Fault> fault =
                faults.take("registry:" + operation + (range == null ? "" : " Content-Range: " + range));
        RegistryRequest request = new RegistryRequest(exchange, body(exchange, fault));
        RegistryResponse response = answer(request, fault);
        request.drain();
        response.header("Docker-Distribution-Api-Version", "registry/2.0");
        fault.ifPresent(met -> spoil(response, met));
        response.sendTo(exchange);
    }

    private static void spoil(RegistryResponse response, Faults.Fault fault) {
        if (fault instanceof Faults.LoseAnswer) {
            throw new DroppedConnection();
        } else if (fault instanceof Faults.CutAnswer cut) {
            response.cutAfter(cut.afterBodyBytes());
        } else if (fault instanceof Faults.WrongDigest) {
            response.header("Docker-Content-Digest", Digests.of(new byte[] {1}));
        } else if (fault instanceof Faults.NeverAnswer) {
            awaitTheEnd();
        }
    }

    /** Until the server is closed, which interrupts its threads. */
    private static void awaitTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        throw new DroppedConnection();
    }

    private static InputStream body(HttpExchange exchange, Optional<Faults.Fault> fault) {
        InputStream body = exchange.getRequestBody();
        if (fault.isPresent() && fault.get() instanceof Faults.Drop drop) {
            if (drop.afterBodyBytes() == 0) {
                throw new DroppedConnection();
            }
            return new CutBody(body, drop.afterBodyBytes());
        }
        return body;
    }

    private RegistryResponse answer(RegistryRequest request, Optional<Faults.Fault> fault) throws IOException {
        if (fault.isPresent() && fault.get() instanceof Faults.Answer answer) {
            return RegistryResponse.error(
                    answer.error().httpStatus(),
                    answer.error().code(),
                    answer.error().getMessage());
        }
        if (fault.isPresent() && fault.get() instanceof Faults.HtmlPage page) {
            return RegistryResponse.status(page.status())
                    .bytes("text/html", "<html><body>Not here</body></html>".getBytes(StandardCharsets.UTF_8));
        }
        Optional<RegistryResponse> refusal = dialect.refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            return router.route(request);
        } catch (OciError error) {
            return RegistryResponse.error(error.httpStatus(), error.code(), error.getMessage());
        }
    }

    @Override
    public boolean serves(String registryHost) {
        return registryHost.equals(authority);
    }

    @Override
    public Optional<String> digestOf(String reference) {
        return manifestOf(reference).map(StoredManifest::digest);
    }

    /** What a reference names. */
    public Optional<StoredManifest> manifestOf(String reference) {
        ImageLookup lookup = ImageLookup.parse(reference);
        return repositories.find(lookup.repositoryName()).flatMap(lookup::in);
    }
}
