package io.jenkins.plugins.ecsdeploy.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderStyle;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Real task definitions from public repositories, if a folder of them is at hand ({@code -Dcorpus.dir=DIR}): what
 * renders is registered twice, and the second time is recognized, although the simulated ECS has added its defaults and
 * changed the order of what has none.
 */
@EnabledIfSystemProperty(
        named = "corpus.dir",
        matches = ".+",
        disabledReason = "needs a folder of real task definitions: -Dcorpus.dir=DIR")
class CorpusRegistrationTest {

    /** Fewer would mean that files no longer render or the simulator refuses what ECS takes. */
    private static final int LEAST_REGISTERED = 25;

    private int registered;

    @Test
    void whatIsRegisteredTwiceIsOneRevision() throws IOException {
        try (Simulator simulator = Simulator.start(0, SimulatorClock.manual(Instant.parse("2026-11-23T09:00:00Z")));
                AwsClients clients = new AwsClients(AwsConnection.to(
                                Region.of(simulator.account().region()),
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                        .at(simulator.endpoint()))) {
            TaskDefinitionRegistrar registrar = new TaskDefinitionRegistrar(clients, pause -> {});
            Assertions.assertAll(files().map(file -> twice(file, registrar)));
        }
        assertThat(registered).isGreaterThanOrEqualTo(LEAST_REGISTERED);
    }

    private Executable twice(Path file, TaskDefinitionRegistrar registrar) {
        return () -> {
            Optional<RenderedTaskDefinition> rendered = render(file);
            if (rendered.isEmpty()) {
                return; // what becomes of such a file is the template engine's to test
            }
            // What renders is never refused.
            RegisteredTaskDefinition first = registrar.register(registrar.plan(rendered.get(), Optional.empty()));
            RegisteredTaskDefinition second = registrar.register(registrar.plan(rendered.get(), Optional.empty()));
            assertThat(first.registered()).as("the first time, " + file).isTrue();
            assertThat(second.changes()).as("the second time, " + file).isEmpty();
            assertThat(second.registered()).as("the second time, " + file).isFalse();
            assertThat(second.arn()).isEqualTo(first.arn());
            registered++;
        };
    }

    /** In the first style of placeholders in which it renders; most have none, or one style only. */
    private static Optional<RenderedTaskDefinition> render(Path file) throws IOException {
        String text = Files.readString(file);
        return Stream.concat(
                        Stream.of(Delimiters.DEFAULT),
                        Stream.of(PlaceholderStyle.values()).map(style -> Delimiters.named(style.id())))
                .flatMap(delimiters -> render(file, text, delimiters).stream())
                .findFirst();
    }

    private static Optional<RenderedTaskDefinition> render(Path file, String text, Delimiters delimiters) {
        try {
            TaskDefinitionTemplate template = TaskDefinitionTemplate.parse(file.toString(), text, delimiters);
            Map<String, String> values = new HashMap<>();
            template.placeholders().forEach(name -> values.put(name, valueFor(name)));
            return Optional.of(
                    template.render(new RenderInput(values, Map.of(), Map.of()), TaskDefinitionSchemas.fromSdk()));
        } catch (TaskDefinitionTemplateException refused) {
            return Optional.empty();
        }
    }

    /** A value of the kind that the placeholder's name speaks of. */
    private static String valueFor(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.contains("CPU")) {
            return "256";
        } else if (upper.contains("MEM")) {
            return "512";
        } else if (upper.contains("PORT") || upper.contains("LIMIT") || upper.contains("COUNT")) {
            return "8080";
        } else if (upper.contains("ROLE")) {
            return "some-role";
        }
        return "x";
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(Path.of(System.getProperty("corpus.dir")))) {
            List<Path> files = found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            return files.stream();
        }
    }
}
