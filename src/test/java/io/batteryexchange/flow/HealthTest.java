package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.Caller;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.NoDatabase;
import io.batteryexchange.flow.support.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What takes a node out of service: its database and nothing else. Partners are a group of their own, which no probe looks at. */
class HealthTest extends FlowTest {

    @Autowired
    private HikariDataSource database;

    @ParameterizedTest
    @ValueSource(strings = {"scooter-backend", "scooter-accumulator", "cargo", "telegram"})
    void anOpenCircuitIsToldToOperatorsAndTakesNoNodeOutOfService(String partner) {
        bundle.breaker(partner).transitionToOpenState();

        assertThat(probe("readiness")).isEqualTo(200);
        assertThat(probe("liveness")).isEqualTo(200);
        Reply partners = operator().get("/actuator/health/partners");
        assertThat(partners.status()).isEqualTo(503);
        assertThat(partners.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).contains("json"));
        assertThat(partners.body().path("status").asText()).isEqualTo("DOWN");
        assertThat(partners.body().findPath(partner).path("status").asText()).isEqualTo("DOWN");
        assertThat(partners.body().findPath(partner).path("details").path("circuit").asText()).isEqualTo("open");
    }

    @Test
    void aPartnerThatAnswersNothingButErrorsTakesNoNodeOutOfService() {
        stub.on(FleetStub.DETAILS, request -> Answer.error(500, "oops"));
        for (int i = 0; i < 5; i++) {
            rows.task("new", "car_id", "scooter-" + i, "processing_tag_id", "tag-processing");
        }

        bundle.work();

        Reply partners = operator().get("/actuator/health/partners");
        assertThat(partners.body().findPath("scooter-backend").path("status").asText()).isEqualTo("DOWN");
        assertThat(partners.body().findPath("cargo").path("status").asText()).isEqualTo("UP");
        assertThat(probe("readiness")).isEqualTo(200);
    }

    @Test
    void allIsWellAgainOnceCircuitsAreClosed() {
        Reply partners = operator().get("/actuator/health/partners");

        assertThat(partners.status()).isEqualTo(200);
        assertThat(partners.body().path("status").asText()).isEqualTo("UP");
    }

    @Test
    void aNodeWithoutItsDatabaseIsAliveAndNotReady() throws Exception {
        assertThat(probe("readiness")).isEqualTo(200);

        try (NoDatabase away = NoDatabase.from(database)) {
            await().untilAsserted(() -> assertThat(probe("readiness")).isEqualTo(503));
            assertThat(probe("liveness")).isEqualTo(200);
        }

        await().untilAsserted(() -> assertThat(probe("readiness")).isEqualTo(200));
    }

    /** As a platform does it, without a token. */
    private int probe(String group) {
        return Caller.of(port, null).get("/actuator/health/" + group).status();
    }
}
