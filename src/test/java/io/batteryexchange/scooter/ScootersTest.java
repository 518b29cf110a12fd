package io.batteryexchange.scooter;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.support.TestExchange;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class ScootersTest {

    private final Scooters scooters = new Scooters(new ObjectMapper());

    @Test
    void asksTheDatabaseForAWholePageAtOnce() throws JsonProcessingException {
        assertThat(scooters.ids(page("{'id': 'car-1'}, {'id': 'car-2'}"))).isEqualTo("{\"car-1\",\"car-2\"}");
        assertThat(scooters.ids(page(""))).isEqualTo("{}");
    }

    @Test
    void anIdCannotBreakOutOfTheArray() throws JsonProcessingException {
        assertThat(scooters.ids(page("{'id': 'a\\\\b,c}d'}"))).isEqualTo("{\"a\\\\b,c}d\"}");
    }

    @Test
    void leavesOutScootersThatHaveATask() {
        Exchange page = page("{'id': 'car-1'}, {'id': 'car-2'}, {'id': 'car-3'}");
        page.setVariable("busy", "car-3 car-1");

        assertThat(scooters.notBusy(page)).isEqualTo(json("[{'id': 'car-2'}]"));
    }

    @Test
    void leavesNobodyOutWhenNoScooterHasATask() {
        assertThat(scooters.notBusy(page("{'id': 'car-1'}"))).hasSize(1);

        Exchange noneBusy = page("{'id': 'car-1'}");
        noneBusy.setVariable("busy", "");
        assertThat(scooters.notBusy(noneBusy)).hasSize(1);
    }

    @Test
    void doesNotTakeAScooterForAnotherWhoseIdBeginsTheSame() {
        Exchange page = page("{'id': 'car-1'}");
        page.setVariable("busy", "car-11 car");

        assertThat(scooters.notBusy(page)).hasSize(1);
    }

    @Test
    void remembersWhichAccumulatorTheScooterHadBefore() {
        Exchange exchange = details("{'number': 'K-17', 'location': {'lat': 55.75, 'lon': 37.61}, 'battery': {'accumulator_id': 'acc-1', 'level_percent': 17.8}}");

        assertThat(exchange.getVariables()).containsEntry("accumulator_before", "acc-1").containsEntry("battery_percent", 17)
            .containsEntry("lat", 55.75).containsEntry("lon", 37.61).containsEntry("car_number", "K-17");
    }

    @Test
    void saysNothingOfABatteryThatIsNotTold() {
        assertThat(details("{'location': {'lat': 1, 'lon': 2}}").getVariables()).doesNotContainKeys("accumulator_before", "battery_percent");
        assertThat(details("{'location': {'lat': 1, 'lon': 2}, 'battery': {'accumulator_id': '', 'level_percent': null}}").getVariables())
            .doesNotContainKeys("accumulator_before", "battery_percent");
    }

    @Test
    void refusesDetailsWithoutALocation() {
        assertThatThrownBy(() -> details("{'battery': {}}")).isInstanceOf(UpstreamAnswerUnusable.class);
    }

    private Exchange details(String answer) {
        Exchange exchange = TestExchange.with("car_id", "car-1", "answer", json(answer));
        scooters.readDetails(exchange);
        return exchange;
    }

    private static Exchange page(String cars) {
        return TestExchange.with("cars", json("[" + cars + "]"));
    }
}
