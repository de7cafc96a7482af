package io.jenkins.plugins.ecsdeploy.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.aws.ForwardingProxy;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A proxy that requires a login, in the environment of another JVM: the agent. */
class ProxyLoginTest {

    private static final String REGISTRY = "registry.invalid";
    private static final String PASSWORD = "p@ss-word";

    private final ForwardingProxy proxy = ForwardingProxy.withLogin("build", PASSWORD);

    @AfterEach
    void close() {
        proxy.close();
    }

    /** Sends one request. */
    static final class Agent {

        private Agent() {}

        public static void main(String[] arguments) throws InterruptedException {
            RegistryTarget target = RegistryTarget.of(REGISTRY, "web");
            RegistryClient client = new RegistryClient(
                    HttpClients.ofThisJvm().client(target),
                    target,
                    Optional.empty(),
                    new Retries(1, Duration.ZERO, wait -> {}));
            try {
                client.hasBlob(Digest.sha256(new byte[0]));
            } catch (RegistryException failed) {
                System.out.println(failed.getMessage());
            }
        }
    }

    @Test
    void theEnvironmentsLoginIsSentIfJavaAllowsIt() throws Exception {
        String output = agent("build:p%40ss-word@", "-Djdk.http.auth.tunneling.disabledSchemes=");

        assertThat(proxy.forwarded()).containsOnly(URI.create("https://" + REGISTRY + ":443"));
        assertThat(output).contains("502");
    }

    @Test
    void ifJavaForbidsItTheErrorSaysWhatToDo() throws Exception {
        String output = agent("build:p%40ss-word@", "-Djdk.http.auth.tunneling.disabledSchemes=Basic");

        assertThat(proxy.forwarded()).isEmpty();
        assertThat(output)
                .contains("was refused: 407")
                .contains("start the agent with -Djdk.http.auth.tunneling.disabledSchemes= (nothing after it)")
                .doesNotContain("ss-word");
    }

    private String agent(String login, String option) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(option);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Agent.class.getName()));
        ProcessBuilder agent = new ProcessBuilder(command).redirectErrorStream(true);
        agent.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        agent.environment().put("HTTPS_PROXY", "http://" + login + "127.0.0.1:" + proxy.port());
        Process running = agent.start();
        String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(output).isZero();
        return output;
    }
}
