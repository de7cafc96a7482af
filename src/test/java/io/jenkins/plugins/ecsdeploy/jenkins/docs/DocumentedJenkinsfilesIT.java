package io.jenkins.plugins.ecsdeploy.jenkins.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.StandIns;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every whole Jenkinsfile of the documentation in a real Jenkins, with the template that it names. The gated example needs a
 * person, and has a test of its own (GatedIT).
 */
class DocumentedJenkinsfilesIT {

    private static final Pattern GROOVY = Pattern.compile("```groovy\n(.*?)```", Pattern.DOTALL);

    private static final double SPEED = 60;

    /** What a whole Jenkinsfile has and an excerpt has not. */
    private static final Pattern WHOLE = Pattern.compile("(?m)^(pipeline|node)\\b");

    /** What an inline Jenkinsfile lacks, a repository, and the names of somebody's AWS. */
    private static final Map<String, String> REPLACED = new LinkedHashMap<>();

    static {
        REPLACED.put("checkout(scm).GIT_COMMIT", "'0123456789abcdef'");
        REPLACED.put("checkout scm", "echo 'checked out'");
        REPLACED.put("tags: [env.GIT_COMMIT", "tags: ['0123456789abcdef'");
        REPLACED.put("target: 'production'", "target: 'simulated'");
        REPLACED.put("cluster: 'shop'", "cluster: 'rehearsal'");
        REPLACED.put("bakeMinutes: 5", "bakeMinutes: 1");
    }

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    private StandIns standIns;

    @BeforeEach
    void standIn() throws IOException {
        // What the checkout would have left in the workspace comes with the image.
        standIns = new StandIns(jenkins)
                .image(1)
                .program("docker", jenkins.filled("mkdir -p deploy && cp @FIXTURE@/taskdef.json deploy/"));
    }

    @AfterEach
    void close() throws IOException {
        standIns.close();
    }

    @Test
    void everyWholeJenkinsfileDeploys() throws Exception {
        Map<String, String> all = jenkinsfiles();
        assertThat(all)
                .containsKeys("README.md 1", "docs-jenkins.md 1", "docs-steps.md 1", "docs-steps.md 2", "webshop");
        for (Map.Entry<String, String> one : all.entrySet()) {
            Build build = deploy(one.getKey(), one.getValue());

            assertThat(build.result()).as(one.getKey() + "\n" + build.console()).isEqualTo("SUCCESS");
            assertThat(build.console())
                    .as(one.getKey())
                    .contains("[registerTaskDefinition] Registered webshop:")
                    .contains("[updateService] AWS: account 123456789012, us-east-1 at ")
                    .contains("SUCCEEDED: webshop:");
        }
    }

    private Build deploy(String name, String jenkinsfile) throws Exception {
        jenkins.simulate(SimulatorClock.accelerated(SPEED));
        standIns.install();
        jenkins.client().script("""
                def c = io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration.get()
                c.targets[0].defaultTarget = true
                """);
        String script = jenkinsfile;
        for (Map.Entry<String, String> replaced : REPLACED.entrySet()) {
            script = script.replace(replaced.getKey(), replaced.getValue());
        }
        return jenkins.client()
                .pipeline(name.replaceAll("[^a-zA-Z0-9]+", "-"), jenkins.filled(script))
                .run();
    }

    private static Map<String, String> jenkinsfiles() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (String page : new String[] {"README.md", "docs/jenkins.md", "docs/steps.md"}) {
            Matcher block = GROOVY.matcher(Files.readString(Path.of(page)));
            int number = 0;
            while (block.find()) {
                if (WHOLE.matcher(block.group(1)).find()) {
                    number++;
                    all.put(page.replace('/', '-') + " " + number, block.group(1));
                }
            }
        }
        all.put("webshop", Files.readString(Path.of("docs/examples/webshop/Jenkinsfile")));
        return all;
    }
}
