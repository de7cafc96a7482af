package io.jenkins.plugins.ecsdeploy.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class StatusesTest {

    /** Fails when the SDK learns of a status, so that somebody decides what it means. */
    @Test
    void eachStatusOfEcsHasEndedOrIsInProgress() {
        assertThat(ServiceDeploymentStatus.knownValues())
                .extracting(ServiceDeploymentStatus::toString)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Statuses.SERVICE_DEPLOYMENT_ENDED.stream(),
                                Statuses.SERVICE_DEPLOYMENT_IN_PROGRESS.stream())
                        .toList());
    }

    @Test
    void eachStatusOfCodeDeployHasEndedOrMovesForward() {
        assertThat(DeploymentStatus.knownValues())
                .extracting(DeploymentStatus::toString)
                .allSatisfy(
                        status -> assertThat(Statuses.hasEnded(status)).isNotEqualTo(Statuses.isMovingForward(status)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS", "A_STATUS_OF_NEXT_YEAR"})
    void aRollbackAndAnUnknownStatusAreNeitherEndedNorForward(String status) {
        assertThat(Statuses.hasEnded(status)).isFalse();
        assertThat(Statuses.isMovingForward(status)).isFalse();
    }

    @Test
    void aMissingStatusHasNotEnded() {
        assertThat(Statuses.hasEnded(null)).isFalse();
    }
}
