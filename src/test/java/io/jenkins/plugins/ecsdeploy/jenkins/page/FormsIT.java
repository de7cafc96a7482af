package io.jenkins.plugins.ecsdeploy.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Eventually;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Job;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.PageVisit;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The forms of build steps in a real browser. */
class FormsIT {

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @RegisterExtension
    final PageVisit page = new PageVisit(jenkins);

    @Test
    void aFormThatIsOnlySavedChangesNothing() throws Exception {
        Job job = jenkins.client().job("forms", jenkins.text("freestyle-setup.xml"));
        String before = savedBuilders(job);

        page.open(job.path() + "configure");
        Eventually.within(
                Duration.ofSeconds(60),
                "the form is complete",
                () -> page.evaluate("document.querySelectorAll('input[name=\"_.taskDefinition\"]').length")
                        .equals("3"));
        page.pictures("forms");
        page.evaluate("document.querySelectorAll('.advanced-button, .advancedButton').forEach(b => b.click())");
        page.pictures("forms-advanced");
        page.evaluate("document.querySelector('button[name=Submit]').click()");
        Eventually.within(
                Duration.ofSeconds(60),
                "the form is saved",
                () -> !page.evaluate("location.pathname").endsWith("configure"));

        assertThat(savedBuilders(job)).isEqualTo(before);
    }

    private String savedBuilders(Job job) {
        jenkins.client().script("jenkins.model.Jenkins.get().getItemByFullName('forms').save()");
        String xml = jenkins.client().get(job.path() + "config.xml").body();
        return xml.substring(xml.indexOf("<builders>"), xml.indexOf("</builders>"));
    }
}
