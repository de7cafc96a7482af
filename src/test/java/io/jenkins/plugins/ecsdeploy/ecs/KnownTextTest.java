package io.jenkins.plugins.ecsdeploy.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KnownTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    TASKS_STARTED      | (service webshop) has started 2 tasks: (task 0123) (task 4567).
                    TROUBLE            | (service webshop) was unable to place a task because no container instance met all of its requirements.
                    TROUBLE            | (service webshop) (port 8080) is unhealthy in (target-group arn:aws:…) due to (reason Request timed out)
                    TROUBLE            | (service webshop) failed to register targets in (target-group arn:aws:…)
                    TROUBLE            | (service webshop) is unable to consistently start tasks successfully. For more information, see the Troubleshooting section.
                    TROUBLE            | (service webshop) operations are being throttled on elb. Will try again later.
                    DEPLOYMENT_FAILED  | (service webshop) (deployment ecs-svc/2) deployment failed: tasks failed to start.
                    SCALED_OR_REPLACED | Scaling activity initiated by (deployment ecs-svc/2)
                    SCALED_OR_REPLACED | Deployment ecs-svc/2 superseded by ecs-svc/3
                    HEALTH_CHECKS      | Task failed ELB health checks in (target-group arn:aws:…)
                    ROLLBACK_REQUESTED | Service deployment rolled back because of user request.
                    ROLLBACK_REQUESTED | Stopped by StopServiceDeployment
                    """)
    void isFoundInWhatEcsWrites(KnownText known, String text) {
        assertThat(known.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void isNotFoundInAnotherText(KnownText known) {
        assertThat(known.isIn("(service webshop) has reached a steady state.")).isFalse();
        assertThat(known.isIn("Essential container in task exited")).isFalse();
        assertThat(known.isIn("Service deployment rolled back because the circuit breaker threshold was exceeded."))
                .isFalse();
    }

    @Test
    void theNumberOfStartedTasksIsRead() {
        assertThat(KnownText.TASKS_STARTED.numberIn("(service webshop) has started 12 tasks: (task 0123)"))
                .isEqualTo(12);
        assertThat(KnownText.TASKS_STARTED.numberIn("(service webshop) has reached a steady state."))
                .isZero();
    }
}
