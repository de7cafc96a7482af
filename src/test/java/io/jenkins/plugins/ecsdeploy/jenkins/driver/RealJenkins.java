package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * One real Jenkins for all tests that register this, in a process of its own, and for each test a simulated AWS that its
 * deployment target {@code simulated} points to. It needs {@code -Djenkins.war=FILE} and {@code -Djenkins.plugins=DIR};
 * without them each test is reported as skipped. After each test no file of the home may show a secret.
 */
public final class RealJenkins implements BeforeEachCallback, AfterEachCallback {

    private static final double SPEED = 60;

    private Shared shared;
    private Simulator simulator;

    /** Ends with the last test of all. */
    private record Shared(JenkinsProcess process, JenkinsClient client, ImageFixture image)
            implements CloseableResource, AutoCloseable {

        @Override
        public void close() {
            process.close();
            image.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        assumeGiven();
        shared = context.getRoot()
                .getStore(Namespace.create(RealJenkins.class))
                .getOrComputeIfAbsent("jenkins", key -> startShared(), Shared.class);
        simulate(SimulatorClock.accelerated(SPEED));
    }

    /** Replaces the simulated AWS, for instance by one whose clock only moves by hand. */
    public void simulate(SimulatorClock clock) throws IOException {
        simulateNothing(clock);
        simulator.seedWebshop();
    }

    /** Replaces the simulated AWS by an empty account. */
    public void simulateNothing(SimulatorClock clock) throws IOException {
        if (simulator != null) {
            simulator.close();
        }
        simulator = Simulator.start(0, clock);
        script("configure.groovy");
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (simulator != null) {
            simulator.close();
        }
        if (shared != null) {
            assertThat(SecretSearch.filesWithASecret(shared.process().home())).isEmpty();
        }
    }

    static void assumeGiven() {
        for (String name : List.of("jenkins.war", "jenkins.plugins")) {
            Assumptions.assumeFalse(
                    System.getProperty(name, "").isBlank(),
                    "Needs a real Jenkins: -Djenkins.war=FILE -Djenkins.plugins=FOLDER");
        }
    }

    /** Another Jenkins, not started; the caller closes it. */
    public static JenkinsProcess another(List<String> withoutPlugins, List<String> options) throws IOException {
        return new JenkinsProcess(
                Path.of(System.getProperty("jenkins.war")),
                Path.of(System.getProperty("jenkins.plugins")),
                withoutPlugins,
                Path.of(System.getProperty("hpi.file", "target/ecs-deploy.hpi")),
                options);
    }

    private static Shared startShared() {
        try {
            ImageFixture image = ImageFixture.create();
            JenkinsProcess process = another(List.of(), List.of());
            return new Shared(process.start(), new JenkinsClient(process.url()), image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public JenkinsProcess process() {
        return shared.process();
    }

    public JenkinsClient client() {
        return shared.client();
    }

    public Simulator simulator() {
        return simulator;
    }

    /** Scripts the webshop's next tasks. */
    public void scenario(Scenario scenario) {
        simulator.scenarios().forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, scenario);
    }

    /** A Pipeline job from a resource of the tests. */
    public Job pipeline(String name, String resource) {
        return client().pipeline(name, text(resource));
    }

    /** Runs a script of the resources in the controller. */
    public String script(String resource) {
        return client().script(text(resource));
    }

    /** A resource, with the addresses of this run filled in. */
    public String text(String resource) {
        try (InputStream in = RealJenkins.class.getResourceAsStream(JenkinsProcess.RESOURCES + resource)) {
            return filled(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text with the addresses of this run filled in. */
    public String filled(String text) {
        return text.replace("@ENDPOINT@", simulator.endpoint().toString())
                .replace("@FIXTURE@", shared.image().folder().toString());
    }
}
