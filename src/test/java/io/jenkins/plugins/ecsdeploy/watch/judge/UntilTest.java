package io.jenkins.plugins.ecsdeploy.watch.judge;

import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntilTest {

    @ParameterizedTest
    @ValueSource(strings = {"steady", "", "bake_time", "BAKE TIME", "Paused"})
    void aWordThatCanBeNothingToWaitForIsRefused(String word) {
        assertThat(Until.of(word)).isEmpty();
    }

    @Test
    void aStageOfNextYearIsTakenButNotCalledKnown() {
        assertThat(Until.of("PRE_BAKE_TIME"))
                .hasValueSatisfying(until -> assertThat(until.isKnown()).isFalse());
        assertThat(Until.of("BAKE_TIME"))
                .hasValueSatisfying(until -> assertThat(until.isKnown()).isTrue());
    }

    @Test
    void aStageIsReachedFromItsBeginOn() {
        Until until = new Until("TEST_TRAFFIC_SHIFT");

        assertThat(until.isReached(at("POST_SCALE_UP"))).isFalse();
        assertThat(until.isReached(at("TEST_TRAFFIC_SHIFT"))).isTrue();
        assertThat(until.isReached(at("BAKE_TIME"))).isTrue();
        assertThat(until.isReached(at("A_STAGE_OF_NEXT_YEAR"))).isFalse();
    }

    @Test
    void trafficHasNotShiftedWhileItShifts() {
        assertThat(Until.TRAFFIC_SHIFTED.isReached(at("PRODUCTION_TRAFFIC_SHIFT")))
                .isFalse();
        assertThat(Until.TRAFFIC_SHIFTED.isReached(at("POST_PRODUCTION_TRAFFIC_SHIFT")))
                .isTrue();
    }

    @Test
    void aRollingDeploymentHasShiftedOnceNoOldTaskIsWanted() {
        assertThat(Until.TRAFFIC_SHIFTED.isReached(
                        observation().status("IN_PROGRESS").olderTasks(1).seen()))
                .isFalse();
        assertThat(Until.TRAFFIC_SHIFTED.isReached(
                        observation().status("IN_PROGRESS").olderTasks(0).seen()))
                .isTrue();
        assertThat(Until.TRAFFIC_SHIFTED.isReached(observation()
                        .status("IN_PROGRESS")
                        .olderTasks(0)
                        .counts(1, 1, 2)
                        .seen()))
                .as("not all new ones run")
                .isFalse();
    }

    @Test
    void whatGoesBackReachesNothingAnyMore() {
        assertThat(Until.TRAFFIC_SHIFTED.isReached(observation()
                        .status("ROLLBACK_IN_PROGRESS")
                        .stage("BAKE_TIME")
                        .seen()))
                .isFalse();
        assertThat(Until.PAUSED.isReached(observation()
                        .status("ROLLBACK_REQUESTED")
                        .stage("POST_SCALE_UP")
                        .paused("hook")
                        .seen()))
                .isFalse();
    }

    @Test
    void aGateIsReachedWhileItWaitsForAnAnswer() {
        assertThat(Until.PAUSED.isReached(observation()
                        .status("IN_PROGRESS")
                        .stage("POST_SCALE_UP")
                        .paused("hook")
                        .seen()))
                .isTrue();
        assertThat(Until.PAUSED.isReached(observation()
                        .status("IN_PROGRESS")
                        .stage("POST_SCALE_UP")
                        .hook("SUCCEEDED")
                        .seen()))
                .isFalse();
    }

    private static Observation at(String stage) {
        return observation().status("IN_PROGRESS").stage(stage).seen();
    }
}
