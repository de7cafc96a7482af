package io.jenkins.plugins.ecsdeploy.registry.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The HTTP clients of a JVM: one, and one more for each set of certificates that the machine trusts for some registry
 * only. In Java 17 a client can't be closed: its thread ends when the garbage collector finds it unused. So clients are
 * shared by all pushes.
 */
public final class HttpClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    /** One for each upload, which may block its thread while it waits for compressed content, and some for answers. */
    private static final int THREADS = 10;

    /** A firewall may forget a connection that was idle for so long, and then drops what is sent over it. */
    private static final long MAX_IDLE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final HttpClients OF_THIS_JVM = with(System::nanoTime);

    private final LongSupplier nanoTime;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HttpClients::thread);
    private final Map<List<Certificate>, Used> clients = new LinkedHashMap<>();

    private record Used(HttpClient client, long atNanos) {}

    private HttpClients(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        threads.allowCoreThreadTimeOut(true);
    }

    static HttpClients with(LongSupplier nanoTime) {
        return new HttpClients(nanoTime);
    }

    public static HttpClients ofThisJvm() {
        return OF_THIS_JVM;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ecs-deploy-http");
        thread.setDaemon(true);
        return thread;
    }

    /** A client that uses the proxy of this machine's environment, and the certificates that it has for the registry. */
    public HttpClient client(RegistryTarget target) {
        return client(RegistryCertificates.authorities(target));
    }

    synchronized HttpClient client(List<Certificate> authorities) {
        long now = nanoTime.getAsLong();
        clients.values().removeIf(used -> now - used.atNanos() > MAX_IDLE_NANOS);
        @CheckForNull Used known = clients.get(authorities);
        HttpClient client = known == null ? create(authorities) : known.client();
        clients.put(authorities, new Used(client, now));
        return client;
    }

    private HttpClient create(List<Certificate> authorities) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // uploads gain nothing from HTTP/2, and h2c confuses some proxies
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(new EnvironmentProxy(System.getenv(), ProxySelector.getDefault()))
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(threads);
        RegistryCertificates.context(authorities).ifPresent(builder::sslContext);
        return builder.build();
    }
}
