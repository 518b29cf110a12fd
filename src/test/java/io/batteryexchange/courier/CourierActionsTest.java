package io.batteryexchange.courier;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.support.TestExchange;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CourierActionsTest {

    private static final Map<String, Long> POINTS = Map.of("a", 17_000_000_000_001L, "b", 17_000_000_000_002L, "c", 17_000_000_000_003L, "foreign", 5L);

    private final CourierActions actions = new CourierActions(new ObjectMapper());

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "none", value = {
        "pickup_arrived   | a       | battery_exchange",
        "pickup_arrived   | b       | none",
        "pickup_arrived   | c       | none",
        "pickuped         | a       | find_vehicle vehicle_not_found",
        "pickuped         | b       | find_vehicle vehicle_not_found",
        "pickuped         | c       | none",
        "delivery_arrived | a       | none",
        "delivery_arrived | b       | open_battery_door vehicle_destroyed",
        "delivery_arrived | c       | battery_exchange",
        "pickup_arrived   | foreign | none",
        "pickuped         | foreign | none",
        "delivery_arrived | foreign | none"})
    void offersWhatTheTableSays(String status, String point, String expected) throws JsonProcessingException {
        assertOffers(claim(status, point), expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "accepted", "performer_found", "ready_for_pickup_confirmation", "delivered", "delivered_finish", "returning", "return_arrived",
        "cancelled", "a_status_of_next_year", "PICKUP_ARRIVED", ""})
    void offersNothingInAnyOtherStatus(String status) throws JsonProcessingException {
        for (String point : POINTS.keySet()) {
            assertOffers(claim(status, point), null);
        }
    }

    @ParameterizedTest
    @CsvSource({"pickuped, a", "pickuped, b", "delivery_arrived, b"})
    void offersNoScooterActionAfterTheScooterWasReported(String status, String point) throws JsonProcessingException {
        for (String report : new String[] {"vehicle_not_found", "vehicle_destroyed"}) {
            Exchange claim = claim(status, point);
            claim.setVariable("scooter_report", report);
            assertOffers(claim, null);
        }
    }

    @Test
    void stillOffersTheExchangeAtTheReturnAfterTheScooterWasReported() throws JsonProcessingException {
        Exchange claim = claim("delivery_arrived", "c");
        claim.setVariable("scooter_report", "vehicle_destroyed");

        assertOffers(claim, "battery_exchange");
    }

    @Test
    void offersNoSearchForAScooterThatIsDone() throws JsonProcessingException {
        Exchange claim = claim("pickuped", "b");
        claim.setVariable("b_closed", true);

        assertOffers(claim, null);
    }

    @Test
    void offersNothingWhileThePointsOfTheClaimAreNotKnown() throws JsonProcessingException {
        assertOffers(TestExchange.with("request_status", "pickup_arrived", "point_id", 5L), null);
    }

    private static Exchange claim(String status, String point) {
        return TestExchange.with("request_status", status, "point_id", POINTS.get(point),
            "point_a", POINTS.get("a"), "point_b", POINTS.get("b"), "point_c", POINTS.get("c"));
    }

    private void assertOffers(Exchange claim, String expected) throws JsonProcessingException {
        assertThat(json(actions.answer(claim))).isEqualTo(json("{'actions': [" + (expected == null ? "" : "{'type': '" + expected.replace(" ", "'}, {'type': '") + "'}") + "]}"));
    }
}
