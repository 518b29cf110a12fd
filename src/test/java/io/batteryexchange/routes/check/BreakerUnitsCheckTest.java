package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.tree.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerUnitsCheckTest {

    private final BreakerUnitsCheck check = new BreakerUnitsCheck(new Settings(Map.of("breaker.open", "${BREAKER_OPEN:30s}", "breaker.wait", "30")));

    @Test
    void refusesAUnitThatKeepsCamelFromStarting() {
        assertThat(findings("waitDurationInOpenState: 30s")).containsExactly(
                "a/b.camel.yaml, line 9 (circuitBreaker breaker): waitDurationInOpenState is a number of seconds, but here 30s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"waitDurationInOpenState: PT30S", "waitDurationInOpenState: 30000", "slowCallDurationThreshold: 5000",
            "waitDurationInOpenState: '{{breaker.open}}'", "timeoutDuration: 5", "timeoutDuration: 5s", "bulkheadMaxWaitDuration: 1s",
            "waitDurationInOpenState: 99999999999"})
    void refuses(String option) {
        assertThat(findings(option)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"waitDurationInOpenState: 30", "slowCallDurationThreshold: 2", "timeoutDuration: 2000", "bulkheadMaxWaitDuration: 0",
            "waitDurationInOpenState: '{{breaker.wait}}'", "slidingWindowSize: 5000", "circuitBreaker: 30s"})
    void allows(String option) {
        assertThat(findings(option)).isEmpty();
    }

    private List<String> findings(String option) {
        return Sample.texts(check.check(Sample.steps("a/b.camel.yaml", """
                - circuitBreaker:
                    id: breaker
                    resilience4jConfiguration:
                      %s
                """.formatted(option))));
    }
}
