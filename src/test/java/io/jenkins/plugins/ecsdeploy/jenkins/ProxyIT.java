package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.aws.ForwardingProxy;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** AWS behind the proxy that is set in Jenkins. */
class ProxyIT {

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void awsIsCalledThroughJenkinsProxyWithItsLogin() throws Exception {
        try (ForwardingProxy proxy = ForwardingProxy.withLogin("jenkins", "secret-of-the-proxy")) {
            jenkins.client().script(jenkins.text("proxy.groovy").replace("@PORT@", String.valueOf(proxy.port())));

            Build build = jenkins.client()
                    .pipeline(
                            "behind-a-proxy",
                            "updateService service: 'webshop', target: 'simulated', forceNewDeployment: true\n"
                                    + "awaitSteady()")
                    .run();

            assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
            assertThat(proxy.forwarded())
                    .hasSizeGreaterThan(2)
                    .allMatch(uri ->
                            uri.getPort() == jenkins.simulator().endpoint().getPort());
        } finally {
            jenkins.script("no-proxy.groovy");
        }
    }
}
