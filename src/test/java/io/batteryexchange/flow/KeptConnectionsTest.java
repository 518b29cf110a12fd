package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.FleetStub;
import java.util.Map;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A partner's connection serves more than one call: a new one for each costs both sides more than the call, with TLS many times. */
class KeptConnectionsTest extends FlowTest {

    @Autowired
    private PoolingHttpClientConnectionManager connections;

    @Test
    void oneCallAfterTheOtherGoesByTheSameConnection() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);

        for (int i = 0; i < 5; i++) {
            assertThat(bundle.send("scooter-backend-car-info", Map.of("car_id", "scooter-1", "task_id", "none", "attempt", 1)).getException()).isNull();
        }

        assertThat(stub.received(FleetStub.INFO)).hasSize(5);
        assertThat(connections.getTotalStats().getLeased()).isZero();
        assertThat(connections.getTotalStats().getAvailable()).isEqualTo(1);
    }
}
