package io.jenkins.plugins.ecsdeploy.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.PageVisit;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every text of a record is hostile: on no page it becomes markup, a script or an expression. */
class HostileTextIT {

    private static final String SHOWN = "\"'><img src=x onerror=window.hostile=1>${7*7}${jndi:ldap:x}#{7*7}";

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @RegisterExtension
    final PageVisit page = new PageVisit(jenkins);

    @Test
    void whatIsHostileStaysTextOnPagesAndInJson() throws Exception {
        Build build = jenkins.client()
                .pipeline("seen-hostile", "echo 'begun'; sleep 600")
                .start()
                .waitForLine("begun");
        jenkins.script("hostile.groovy");

        isHarmless(
                "job/seen-hostile/1/",
                "cluster ended paused revision previous outcome reason cause phase trouble gate test");
        isHarmless(
                "job/seen-hostile/1/ecs-deployments/",
                "cluster ended paused revision previous outcome reason cause container image definitionChange serviceChange"
                        + " startedBy event gate action by status phase");
        isHarmless(
                "job/seen-hostile/",
                "cluster ended paused revision outcome reason"); // the badges of the build history are here too
        isHarmless("job/seen-hostile/ecs-deployments/", "cluster ended paused revision outcome reason startedBy");
        isHarmless("ecs-deployments/", "cluster ended paused revision outcome reason startedBy target");
        isHarmless(
                "job/seen-hostile/1/ecs-deployments/asked",
                "cluster ended paused revision gate test container image definitionChange");
        for (String path : List.of(
                "job/seen-hostile/1/ecs-deployments/", "job/seen-hostile/ecs-deployments/", "ecs-deployments/")) {
            HttpResponse<String> answer = jenkins.client().get(path + "api/json");
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
            assertThat(answer.body()).contains("revision\\\"'><img src=x");
        }
        build.stop();
    }

    private void isHarmless(String path, String fields) throws IOException, InterruptedException {
        page.open(path);
        assertThat(page.evaluate("String(window.hostile)")).as(path).isEqualTo("undefined");
        assertThat(page.evaluate("document.querySelectorAll('img[src=x]').length"))
                .as(path)
                .isEqualTo("0");
        assertThat(page.evaluate("document.querySelectorAll('[href^=\"javascript:\"]').length"))
                .as(path)
                .isEqualTo("0");
        String everything = page.evaluate("document.body.textContent");
        assertThat(Arrays.stream(fields.split(" ")).filter(field -> !everything.contains(field + SHOWN)))
                .as("fields of " + path + " that are not shown as they are")
                .isEmpty();
    }
}
