package io.batteryexchange.scooter;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.settings.BundleSettings.Tags;
import io.batteryexchange.support.TestExchange;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LowBatteryTagsTest {

    private final LowBatteryTags tags = new LowBatteryTags(new Tags(
        Map.of("battery_low", 50, "battery_low_60", 40, "battery_low_40", 60, "battery_low_20", 80), List.of("old_state_riding"), "recharge_processing", "vehicle_not_found", "vehicle_destroyed"));

    @Test
    void takesTheMostUrgentTagOfAScooterThatHasSeveral() {
        Exchange exchange = find("{'tag': 'battery_low_60', 'tag_id': 't-60'}, {'tag': 'battery_low_20', 'tag_id': 't-20'}, {'tag': 'battery_low_40', 'tag_id': 't-40'}");

        assertThat(exchange.getVariables()).containsEntry("tag", "battery_low_20").containsEntry("tag_id", "t-20").containsEntry("priority", 80);
    }

    @Test
    void readsPositionAndNumberOfTheScooter() {
        Exchange exchange = find("{'tag': 'battery_low', 'tag_id': 't-1'}");

        assertThat(exchange.getVariables()).containsEntry("lat", 55.75).containsEntry("lon", 37.61).containsEntry("car_number", "K-17");
    }

    @Test
    void callsAScooterWithoutANumberByItsId() {
        Exchange exchange = TestExchange.with("car_id", "car-1", "answer", json("{'location': {'lat': 1, 'lon': 2}, 'tags': []}"));

        tags.find(exchange);

        assertThat(exchange.getVariable("car_number")).isEqualTo("car-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{'tag': 'recharge_processing', 'tag_id': 't-1'}", "{'tag': 'battery_low_10', 'tag_id': 't-1'}", "{'tag': 'BATTERY_LOW', 'tag_id': 't-1'}",
        "{'tag': 'battery_low', 'tag_id': ''}", "{'tag': 'battery_low'}"})
    void forgetsTheTagOfTheScooterBeforeWhereThisOneHasNone(String tag) {
        Exchange exchange = exchange(tag);
        exchange.setVariable("tag", "battery_low");
        exchange.setVariable("tag_id", "t-of-another-scooter");
        exchange.setVariable("priority", 50);

        tags.find(exchange);

        assertThat(exchange.getVariables()).doesNotContainKeys("tag", "tag_id", "priority");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'location': null}", "{'location': {'lat': 55.75}}", "{'location': {'lat': '55.75', 'lon': '37.61'}}"})
    void refusesAScooterWithoutALocation(String scooter) {
        Exchange exchange = TestExchange.with("answer", json(scooter));

        assertThatThrownBy(() -> tags.find(exchange)).isInstanceOf(UpstreamAnswerUnusable.class).hasMessageContaining("a scooter without a location");
    }

    @Test
    void asksForTheMostUrgentTierFirst() {
        assertThat(tags.mostUrgentFirst()).containsExactly("battery_low_20", "battery_low_40", "battery_low", "battery_low_60");
    }

    @Test
    void asksInAStableOrderWherePrioritiesAreEqual() {
        assertThat(new LowBatteryTags(new Tags(Map.of("c", 1, "a", 1, "b", 2), null, "recharge_processing", "vehicle_not_found", "vehicle_destroyed")).mostUrgentFirst()).containsExactly("b", "a", "c");
    }

    @Test
    void takesAllTiersOffOneByOne() {
        Exchange exchange = exchange("{'tag': 'battery_low_60', 'tag_id': 't-60'}, {'tag': 'recharge_processing', 'tag_id': 't-1'}, {'tag': 'battery_low', 'tag_id': 'a/b'}");

        String all = tags.allOn(exchange);

        assertThat(all).isEqualTo("battery_low_60/t-60 battery_low/a/b");
        exchange.getMessage().setBody(all.split(" ")[1]);
        tags.takeOff(exchange);
        assertThat(exchange.getVariables()).containsEntry("remove_tag", "battery_low").containsEntry("remove_tag_id", "a/b");
    }

    @Test
    void takesNothingOffWhereNoneIsOn() {
        assertThat(tags.allOn(exchange(""))).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "{'tag': 'battery_low', 'tag_id': 't-1'}                                                        | a swap",
        "{'tag': 'battery_low_20', 'tag_id': 't-9'}, {'tag': 'battery_low', 'tag_id': 't-1'}            | a swap",
        "{'tag': 'recharge_processing', 'tag_id': 't-2'}                                                | nothing",
        "''                                                                                             | nothing",
        "{'tag': 'battery_low', 'tag_id': 't-2'}                                                        | another task",
        "{'tag': 'battery_low_60', 'tag_id': 't-2'}, {'tag': 'old_state_riding', 'tag_id': 't-r'}       | another task",
        "{'tag': 'battery_low', 'tag_id': 't-1'}, {'tag': 'old_state_riding', 'tag_id': 't-r'}          | its ride over",
        "{'tag': 'old_state_riding', 'tag_id': 't-r'}                                                   | nothing"})
    void knowsWhatTheScooterOfATaskNeeds(String on, String need) {
        assertThat(need(on).getVariable("need")).isEqualTo(need);
    }

    @Test
    void namesTheTagOfTheRide() {
        assertThat(need("{'tag': 'battery_low', 'tag_id': 't-1'}, {'tag': 'old_state_riding', 'tag_id': 't-r'}").getVariable("rental_tag")).isEqualTo("old_state_riding");
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({"battery_low_20, battery_low_20, 80", "battery_low_40, battery_low_40, 60", "battery_low_60, battery_low, 50"})
    void aMoreUrgentTagRaisesTheTaskAndALessUrgentOneLeavesIt(String other, String tag, int priority) {
        Exchange exchange = need("{'tag': 'battery_low', 'tag_id': 't-1'}, {'tag': '" + other + "', 'tag_id': 't-9'}");

        assertThat(exchange.getVariables()).containsEntry("tag", tag).containsEntry("priority", priority).containsEntry("tag_id", "t-1");
    }

    private Exchange need(String on) {
        Exchange exchange = TestExchange.with("tag", "battery_low", "tag_id", "t-1", "priority", 50, "scooter", json("{'tags': [" + on + "]}"));
        tags.need(exchange);
        return exchange;
    }

    private Exchange find(String tag) {
        Exchange exchange = exchange(tag);
        tags.find(exchange);
        return exchange;
    }

    private static Exchange exchange(String tag) {
        return TestExchange.with("car_id", "car-1",
            "answer", json("{'id': 'car-1', 'number': 'K-17', 'location': {'lat': 55.75, 'lon': 37.61}, 'tags': [" + tag + "]}"));
    }
}
