package io.jenkins.plugins.ecsdeploy.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Eventually;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Job;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.PageVisit;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Forms in a real browser. */
class FormsIT {

    private static final String ADVANCED =
            "Array.from(document.querySelectorAll('.advanced-button')).filter(b => b.offsetParent).forEach(b => b.click())";

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @RegisterExtension
    final PageVisit page = new PageVisit(jenkins);

    @Test
    void aFormThatIsOnlySavedChangesNothing() throws Exception {
        Job job = jenkins.client().job("forms", jenkins.text("freestyle-setup.xml"));
        String before = savedBuilders(job);

        page.open(job.path() + "configure");
        eventually("the form", "document.querySelectorAll('input[name=\"_.taskDefinition\"]').length === 3");
        page.pictures("forms");
        page.evaluate(ADVANCED);
        page.pictures("forms-advanced");
        page.evaluate("document.querySelector('button[name=Submit]').click()");
        eventually("the job's page", "!location.pathname.endsWith('configure')");

        assertThat(savedBuilders(job)).isEqualTo(before);
    }

    @Test
    void theSnippetGeneratorOffersTheDeploymentOfAnInput() throws Exception {
        page.open("pipeline-syntax/");
        page.evaluate("const steps = document.querySelector('select.dropdownList');"
                + " steps.value = Array.from(steps.options).find(o => o.text.startsWith('input:')).value;"
                + " steps.dispatchEvent(new Event('change'))");
        eventually("the form of input", "!!document.querySelector('[name=\"_.message\"]')");
        String add = visible("button.hetero-list-add", "Add");
        eventually("the button that adds a parameter", "!!" + add + " || (" + ADVANCED + ", !!" + add + ")");
        page.evaluate(add + ".click()");
        eventually("the menu of parameters", "!!document.querySelector('.jenkins-dropdown__item')");
        page.evaluate(
                visible(".jenkins-dropdown__item", "Amazon ECS: the deployment that an input is about") + ".click()");
        eventually("the form of the parameter", "!!document.querySelector('[name=\"_.service\"]')");
        page.evaluate("document.querySelector('[name=\"_.message\"]').value = 'Promote?';"
                + " document.querySelector('[name=\"_.service\"]').value = 'webshop'");
        page.pictures("snippet-input");
        page.evaluate("document.getElementById('generatePipelineScript').click()");
        eventually("the snippet", "document.getElementById('prototypeText').value !== ''");

        assertThat(page.evaluate("document.getElementById('prototypeText').value"))
                .isEqualTo("input message: 'Promote?', parameters: [ecsDeployment(service: 'webshop')]");
    }

    /** An element that a reader sees, as an expression. */
    private static String visible(String selector, String text) {
        return "Array.from(document.querySelectorAll('" + selector + "'))"
                + ".find(e => e.offsetParent && e.innerText.trim() === '" + text + "')";
    }

    private void eventually(String what, String condition) throws InterruptedException {
        Eventually.within(
                Duration.ofSeconds(60), what, () -> page.evaluate(condition).equals("true"));
    }

    private String savedBuilders(Job job) {
        jenkins.client().script("jenkins.model.Jenkins.get().getItemByFullName('forms').save()");
        String xml = jenkins.client().get(job.path() + "config.xml").body();
        return xml.substring(xml.indexOf("<builders>"), xml.indexOf("</builders>"));
    }
}
