package io.jenkins.plugins.ecsdeploy.jenkins.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code verifyDeployment} in a real Jenkins: its signed requests need what the plugin's class loader gives them. */
class VerifyDeploymentIT {

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void aCompleteSetupPassesAndIsDeployed() throws InterruptedException {
        Build build = jenkins.client().pipeline("verified", """
                def found = verifyDeployment target: 'simulated', service: 'webshop'
                echo "${found.faults.size()} faults, ${found.warnings.size()} warnings"
                updateService target: 'simulated', service: 'webshop', forceNewDeployment: true, verify: true,
                        strategy: blueGreen(bakeMinutes: 0)
                awaitSteady timeoutMinutes: 5
                """).run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains(
                        "[verifyDeployment] Verified a deployment of service webshop in cluster rehearsal: no faults, no warnings")
                .contains("0 faults, 0 warnings")
                .contains("SUCCEEDED: ");
    }

    @Test
    void aFaultFailsTheBuildBeforeAnythingIsChanged() throws InterruptedException {
        jenkins.simulator().surroundings().without("sg-0ccc3333");
        Build build = jenkins.client().pipeline("unsafe", """
                updateService target: 'simulated', service: 'webshop', forceNewDeployment: true, verify: true
                """).run();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains(
                        "Fault: the security group sg-0ccc3333 of the service does not exist [ec2:DescribeSecurityGroups]")
                .contains("A deployment of the service webshop in cluster rehearsal would fail. Nothing was changed.")
                .doesNotContain("at io.jenkins.plugins");
        assertThat(jenkins.simulator().operations()).doesNotContain("ecs:UpdateService");
    }
}
