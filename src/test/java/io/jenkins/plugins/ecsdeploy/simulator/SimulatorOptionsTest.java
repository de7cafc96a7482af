package io.jenkins.plugins.ecsdeploy.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorOptionsTest {

    @Test
    void whatIsNotNamedHasADefault() {
        assertThat(options(Map.of()))
                .isEqualTo(new SimulatorOptions(
                        4590, 10, Scenario.HEALTHY, WebshopSeed.Strategy.BLUE_GREEN, Optional.empty()));
    }

    @Test
    void everyOptionCanBeNamed() {
        assertThat(options(Map.of(
                        "simulator.port",
                        "4611",
                        "simulator.speed",
                        "2.5",
                        "simulator.scenario",
                        "no-capacity",
                        "simulator.strategy",
                        "code-deploy",
                        "simulator.pause",
                        "PRE_SCALE_UP")))
                .isEqualTo(new SimulatorOptions(
                        4611,
                        2.5,
                        Scenario.NO_CAPACITY,
                        WebshopSeed.Strategy.CODE_DEPLOY,
                        Optional.of("PRE_SCALE_UP")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    simulator.port     | http  | simulator.port must be a number from 0 to 65535, not http
                    simulator.port     | 70000 | simulator.port must be a number from 0 to 65535, not 70000
                    simulator.speed    | fast  | simulator.speed must be a number above 0, not fast
                    simulator.speed    | 0     | simulator.speed must be a number above 0, not 0
                    simulator.speed    | NaN   | simulator.speed must be a number above 0, not NaN
                    simulator.scenario | panic | simulator.scenario must be one of healthy, crash, exit-zero, \
                    out-of-memory, segfault, unhealthy, target-timeout, target-refuses, no-capacity, capacity-for-one, \
                    pull-error, secret-denied, not panic
                    simulator.strategy | slow  | simulator.strategy must be one of rolling, blue-green, linear, canary, \
                    code-deploy, not slow
                    """)
    void aWrongValueIsRefusedWithTheOptionsName(String name, String value, String message) {
        assertThatThrownBy(() -> options(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static SimulatorOptions options(Map<String, String> properties) {
        return SimulatorOptions.of(properties::get);
    }
}
