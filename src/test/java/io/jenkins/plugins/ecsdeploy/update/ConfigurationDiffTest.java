package io.jenkins.plugins.ecsdeploy.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;

class ConfigurationDiffTest {

    private static final DeploymentConfiguration NOTHING =
            DeploymentConfiguration.builder().build();

    private final DeploymentConfiguration before = DeploymentConfiguration.builder()
            .strategy("CANARY")
            .maximumPercent(200)
            .canaryConfiguration(canary -> canary.canaryPercent(5.0).canaryBakeTimeInMinutes(10))
            .deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true))
            .lifecycleHooks(DeploymentLifecycleHook.builder()
                    .targetType("PAUSE")
                    .lifecycleStagesWithStrings("PRE_SCALE_UP")
                    .build())
            .build();

    @Test
    void nothingIsSentIfNothingDiffers() {
        assertThat(ConfigurationDiff.members(before, before)).isEqualTo(NOTHING);
        assertThat(ConfigurationDiff.members(before, NOTHING)).isEqualTo(NOTHING);
    }

    @Test
    void aChangedBlockIsSentWhole() {
        assertThat(ConfigurationDiff.members(
                        before,
                        before.toBuilder()
                                .maximumPercent(150)
                                .deploymentCircuitBreaker(
                                        breaker -> breaker.enable(true).rollback(false))
                                .build()))
                .isEqualTo(DeploymentConfiguration.builder()
                        .maximumPercent(150)
                        .deploymentCircuitBreaker(
                                breaker -> breaker.enable(true).rollback(false))
                        .build());
    }

    @Test
    void anotherStrategysBlockIsLeftOutButListed() {
        DeploymentConfiguration after = before.toBuilder()
                .strategy("ROLLING")
                .canaryConfiguration((CanaryConfiguration) null)
                .build();
        assertThat(ConfigurationDiff.members(before, after))
                .isEqualTo(DeploymentConfiguration.builder().strategy("ROLLING").build());
        assertThat(ConfigurationDiff.lines(before, after))
                .contains("deploymentConfiguration.canaryConfiguration.canaryPercent 5.0 -> (not set)");
    }

    @Test
    void theLastHookIsRemovedByAnEmptyList() {
        DeploymentConfiguration members = ConfigurationDiff.members(
                before, before.toBuilder().lifecycleHooks(List.of()).build());
        assertThat(members.hasLifecycleHooks()).isTrue();
        assertThat(members.lifecycleHooks()).isEmpty();
    }
}
