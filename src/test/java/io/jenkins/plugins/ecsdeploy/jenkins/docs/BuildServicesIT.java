package io.jenkins.plugins.ecsdeploy.jenkins.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.GitFixture;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Job;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.StandIns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.yaml.snakeyaml.Yaml;

/** docs/examples/codepipeline, registries and rollback in a real Jenkins, each from a Git repository of its files. */
class BuildServicesIT {

    private static final Path EXAMPLES = Path.of("docs/examples");
    private static final String REPOSITORY = "public.ecr.aws/shop/webshop";
    private static final String DIGEST = "sha256:" + "c0de".repeat(16);

    /** CodeBuild, S3 and ECR's login: a build runs buildspec.yml's commands, and is found in progress at first. */
    private static final String AWS = """
            case "$1 $2" in
            'codebuild start-build')
                cd "$STAND_INS"
                REPOSITORY_URI=%s CODEBUILD_RESOLVED_SOURCE_VERSION=$COMMIT CODEBUILD_BUILD_SUCCEEDING=1 sh -e buildspec >&2
                echo webshop:1 ;;
            'codebuild batch-get-builds')
                if [ -e "$STAND_INS/asked" ]; then printf 'SUCCEEDED\\tarn:aws:s3:::artifacts/webshop/1\\n'
                else touch "$STAND_INS/asked"; printf 'IN_PROGRESS\\tNone\\n'; fi ;;
            's3 cp')
                cp "$STAND_INS/${4#s3://artifacts/webshop/1/}" "$5" ;;
            'ecr get-login-password')
                echo token ;;
            esac
            """.formatted(REPOSITORY);

    private static final String DOCKER = """
            case "$1" in
            login) cat > /dev/null ;;
            inspect) echo '%s@%s' ;;
            esac
            """.formatted(REPOSITORY, DIGEST);

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    private GitFixture git;
    private StandIns standIns;

    @BeforeEach
    void open() throws Exception {
        git = new GitFixture(jenkins);
        standIns = new StandIns(jenkins).image(1);
        standIns.install();
        jenkins.client().script("""
                io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration.get().targets[0].defaultTarget = true
                """);
    }

    @AfterEach
    void close() throws IOException {
        if (standIns != null) {
            standIns.close();
        }
        if (git != null) {
            git.close();
        }
    }

    @Test
    void theDigestOfCodeBuildsImageDetailIsDeployed() throws Exception {
        Map<String, Map<String, Map<String, List<String>>>> buildspec =
                new Yaml().load(Files.readString(EXAMPLES.resolve("codepipeline/buildspec.yml")));
        List<String> commands = List.of("pre_build", "build", "post_build").stream()
                .flatMap(phase -> buildspec.get("phases").get(phase).get("commands").stream())
                .toList();
        standIns.file("buildspec", String.join("\n", commands))
                .program("aws", AWS)
                .program("docker", DOCKER);
        jenkins.client().script(jenkins.text("codebuild-credentials.groovy"));

        Build build = example("codepipeline").run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("(stand-in for docker: push " + REPOSITORY + ":")
                .contains("SUCCEEDED: webshop:2 runs");
        assertThat(Running.image(jenkins.simulator())).isEqualTo(REPOSITORY + "@" + DIGEST);
    }

    @Test
    void theImagesOfImageDefinitionsAreDeployed() throws Exception {
        git.add(EXAMPLES.resolve("codepipeline"));
        git.write("Jenkinsfile", git.read("Jenkinsfile-standard"))
                .write("imagedefinitions.json", "[{\"name\":\"web\",\"imageUri\":\"" + REPOSITORY + ":1.2\"}]");
        git.commit("As CodePipeline had it");

        Build build = git.pipeline("image-definitions").run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("SUCCEEDED: webshop:2 runs");
        assertThat(Running.image(jenkins.simulator())).isEqualTo(REPOSITORY + ":1.2");
    }

    @Test
    void aFreestyleJobTakesImageDefinitionsToo() throws Exception {
        Build build = jenkins.client()
                .job("image-definitions-freestyle", """
                <project>
                  <builders>
                    <hudson.tasks.Shell>
                      <command>echo '[{"name": "web", "imageUri": "%s:1.3"}]' > imagedefinitions.json</command>
                    </hudson.tasks.Shell>
                    <io.jenkins.plugins.ecsdeploy.jenkins.freestyle.RegisterTaskDefinitionBuilder>
                      <step class="io.jenkins.plugins.ecsdeploy.jenkins.step.RegisterTaskDefinitionStep">
                        <aws/>
                        <from>webshop</from>
                        <imageDefinitions>imagedefinitions.json</imageDefinitions>
                        <images/><values/><overrides/><tags/>
                      </step>
                    </io.jenkins.plugins.ecsdeploy.jenkins.freestyle.RegisterTaskDefinitionBuilder>
                  </builders>
                </project>
                """.formatted(REPOSITORY))
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("-> " + REPOSITORY + ":1.3", "Registered webshop:2");
    }

    @Test
    void anotherRegistrysImageIsPushedAndDeployed() throws Exception {
        String url = System.getenv("REGISTRY_AUTH_URL");
        assumeTrue(url != null, "Needs a registry with a login: REGISTRY_AUTH_URL and REGISTRY_AUTH_LOGIN");
        String[] login = System.getenv("REGISTRY_AUTH_LOGIN").split(":", 2);
        jenkins.client()
                .script(jenkins.text("registry-credentials.groovy")
                        .replace("'registry', 'Registry'", "'nexus', 'Nexus'")
                        .replace("@USER@", login[0])
                        .replace("@PASSWORD@", login[1]));
        git.add(EXAMPLES.resolve("registries"));
        git.write("Jenkinsfile", git.read("Jenkinsfile").replace("nexus.example.com:8443", url));
        git.commit("The webshop");

        Build build = git.pipeline("registries").run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("SUCCEEDED: webshop:2 runs").doesNotContain(login[1]);
        assertThat(Running.image(jenkins.simulator()))
                .startsWith(url.substring("http://".length()) + "/shop/webshop@sha256:");
    }

    @Test
    void aRevisionThatRanBeforeRunsAgain() throws Exception {
        jenkins.client().pipeline("release", """
                def revision = registerTaskDefinition from: 'webshop', images: [web: 'public.ecr.aws/nginx/nginx:1.28']
                updateService service: 'webshop', taskDefinition: revision.arn, strategy: blueGreen(bakeMinutes: 0)
                awaitSteady()
                """).run();
        assertThat(Running.revision(jenkins.simulator())).isEqualTo("webshop:2");
        git.add(EXAMPLES.resolve("rollback"));
        git.write(
                "Jenkinsfile",
                git.read("Jenkinsfile")
                        .replace("target: 'production'", "target: 'simulated'")
                        .replace("params.REVISION", "'webshop:1'"));
        git.commit("The way back");

        Build build = git.pipeline("way-back").start();
        build.waitForLine("Take production back to");
        jenkins.client().postForm(build.path() + "input/Rollback/proceedEmpty", Map.of());
        build.waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("SUCCEEDED: webshop:1 runs");
        assertThat(Running.revision(jenkins.simulator())).isEqualTo("webshop:1");
    }

    private Job example(String name) throws IOException, InterruptedException {
        git.add(EXAMPLES.resolve(name));
        git.commit("The webshop");
        return git.pipeline(name);
    }
}
