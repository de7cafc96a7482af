package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.DeploymentTarget;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.jenkins.step.UpdateServiceStep;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who may look, configure and administer. */
@WithJenkins
class PermissionTest {

    private JenkinsRule jenkins;
    private FreeStyleProject job;

    @BeforeEach
    void users(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "developer")
                .grant(Item.CONFIGURE)
                .everywhere()
                .to("developer"));
        job = jenkins.createFreeStyleProject("deploy");
        EcsDeployConfiguration.get().setTargets(List.of(new DeploymentTarget("production")));
    }

    @Test
    void onlyAnAdministratorTestsAConnection() throws Exception {
        assertThat(testConnection("reader", HttpMethod.POST)).isEqualTo(403);
        assertThat(testConnection("developer", HttpMethod.POST)).isEqualTo(403);
        assertThat(testConnection("admin", HttpMethod.POST)).isEqualTo(200);
    }

    @Test
    void aLinkCannotTestAConnection() throws Exception {
        assertThat(testConnection("admin", HttpMethod.GET)).isEqualTo(404); // no web method answers to GET
    }

    @Test
    void targetsAreListedForUsersWhoConfigureTheJob() {
        assertThat(targets("reader", job)).doesNotContain("production");
        assertThat(targets("developer", job)).contains("production");
        assertThat(targets("developer", null)).doesNotContain("production");
        assertThat(targets("admin", null)).contains("production");
    }

    private List<String> targets(String user, Item item) {
        UpdateServiceStep.DescriptorImpl form =
                jenkins.jenkins.getDescriptorByType(UpdateServiceStep.DescriptorImpl.class);
        try (ACLContext as = ACL.as2(User.getById(user, true).impersonate2())) {
            return form.doFillTargetItems(item, "").stream()
                    .map((ListBoxModel.Option option) -> option.value)
                    .toList();
        }
    }

    private int testConnection(String user, HttpMethod method) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().login(user)) {
            browser.setThrowExceptionOnFailingStatusCode(false);
            URL url = new URL(
                    jenkins.getURL(),
                    "descriptorByName/io.jenkins.plugins.ecsdeploy.jenkins.aws.DeploymentTarget/testConnection?region=us-east-1");
            return browser.getPage(browser.addCrumb(new WebRequest(url, method)))
                    .getWebResponse()
                    .getStatusCode();
        }
    }
}
