package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.FleetStub.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.FleetStub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The optional sensor watcher: thresholds become low tags, with hysteresis. */
class SensorWatchFlowTest extends FlowTest {

    private static final String NOW = "2026-01-05T10:00:00Z";

    @Test
    void isOffByDefault() {
        assertThat(bundle.camel().getRoute("watch-sensors").isAutoStartup()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"60,", "59.9, battery_low_60", "40, battery_low_60", "39, battery_low_60 battery_low_40", "0, battery_low_60 battery_low_40 battery_low_20"})
    void setsTheTagOfEachThresholdThatWasPassed(double percent, String tags) {
        fleet.sensors(List.of(reading("s-1", percent, NOW)));

        bundle.watchSensors();

        assertThat(String.join(" ", set())).isEqualTo(tags == null ? "" : tags);
    }

    @Test
    void setsATagOnceAndNotInEveryRound() {
        double before = changed("set");
        fleet.sensors(List.of(reading("s-1", 55, NOW)));
        bundle.watchSensors();
        fleet.listsFor("battery_low_60", List.of("s-1"));
        rows.pollersAreDue();

        bundle.watchSensors();

        assertThat(set()).containsExactly("battery_low_60");
        assertThat(changed("set") - before).isEqualTo(1);
        assertThat(rows.reconciliationTimeline()).containsExactly("upstream_call scooter-backend car/tags/add ok", "decision low tag set by its sensor ok");
        assertThat(rows.value("detail ->> 'percent' from reconciliation_timeline where kind = 'decision'")).isEqualTo("55.0");
    }

    @Test
    void setsTheNextTierWhileATaskIsOnTheScooter() {
        rows.task("waiting", "due_at", null);
        fleet.listsFor("battery_low_60", List.of("scooter-1"));
        fleet.sensors(List.of(reading("scooter-1", 35, NOW)));

        bundle.watchSensors();

        assertThat(set()).containsExactly("battery_low_40");
    }

    @ParameterizedTest
    @ValueSource(doubles = {60, 62, 64.9})
    void neitherSetsNorTakesInsideTheHysteresisBand(double percent) {
        fleet.listsFor("battery_low_60", List.of("s-tagged"));
        fleet.sensors(List.of(reading("s-tagged", percent, NOW), reading("s-plain", percent, NOW)));

        bundle.watchSensors();

        assertThat(changes()).isEmpty();
    }

    @Test
    void takesTheTagAwayWhenTheScooterReadsChargedAgain() {
        double before = changed("taken");
        fleet.scooter("s-1", "battery_low_60/t-60", "battery_low_40/t-40", "rental/r-1");
        fleet.listsFor("battery_low_60", List.of("s-1"));
        fleet.listsFor("battery_low_40", List.of("s-1"));
        fleet.sensors(List.of(reading("s-1", 65, NOW)));

        bundle.watchSensors();

        assertThat(removed()).containsExactly("t-60", "t-40");
        assertThat(changed("taken") - before).isEqualTo(2);
        assertThat(rows.reconciliationTimeline()).contains("upstream_call scooter-backend car/tags/remove ok", "decision low tag taken away by its sensor ok");
    }

    @Test
    void takesOnlyTheTierAwayThatTheScooterLeft() {
        fleet.scooter("s-1", "battery_low_60/t-60", "battery_low_20/t-20");
        fleet.listsFor("battery_low_60", List.of("s-1"));
        fleet.listsFor("battery_low_20", List.of("s-1"));
        fleet.sensors(List.of(reading("s-1", 30, NOW)));

        bundle.watchSensors();

        assertThat(removed()).containsExactly("t-20");
        assertThat(set()).containsExactly("battery_low_40");
    }

    @Test
    void takesNoTagAwayWhileATaskIsOnTheScooter() {
        rows.task("to_scooter", "due_at", null);
        fleet.scooter("scooter-1", "battery_low_60/t-60");
        fleet.listsFor("battery_low_60", List.of("scooter-1"));
        fleet.sensors(List.of(reading("scooter-1", 100, NOW)));

        bundle.watchSensors();

        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-01-05T09:59:59Z,", "2026-01-05T10:00:01Z, battery_low_60", "someday,"})
    void doesNotBelieveAValueFromBeforeTheSwap(String measuredAt, String tag) {
        rows.task("done", "swap_closed_at", NOW, "finished_at", "2026-01-05T10:20:00Z");
        fleet.sensors(List.of(reading("scooter-1", 55, measuredAt)));

        bundle.watchSensors();

        assertThat(String.join(" ", set())).isEqualTo(tag == null ? "" : tag);
    }

    @Test
    void setsNoTagWhileTheTagsAreBeingTakenOff() {
        rows.task("at_scooter", "due_at", null, "swap_tags", "battery_low_60/t-60");
        fleet.sensors(List.of(reading("scooter-1", 55, "2199-01-01T00:00:00Z")));

        bundle.watchSensors();

        assertThat(set()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vehicle_not_found", "vehicle_destroyed"})
    void setsNoTagOnAScooterThatIsNotThereOrDestroyed(String report) {
        fleet.listsFor(report, List.of("s-1"));
        fleet.sensors(List.of(reading("s-1", 5, NOW), reading("s-2", 55, NOW)));

        bundle.watchSensors();

        assertThat(stub.received(FleetStub.ADD_TAG)).extracting(call -> call.field("car_id")).containsExactly("s-2");
    }

    @Test
    void skipsValuesThatAreNoPercentages() {
        fleet.sensors(List.of(reading("s-1", null, NOW), reading("s-2", "5", NOW), reading("s-3", -1, NOW), reading("s-4", 100.5, NOW), reading("", 5, NOW),
            reading("s-6", 5, NOW)));

        bundle.watchSensors();

        assertThat(stub.received(FleetStub.ADD_TAG)).extracting(call -> call.field("car_id")).containsOnly("s-6");
    }

    @Test
    void readsAllPagesOfListsAndValues() {
        fleet.listsFor("battery_low_60", List.of("s-0"), List.of("s-1"));
        fleet.sensors(List.of(reading("s-0", 55, NOW)), List.of(reading("s-1", 55, NOW)), List.of(reading("s-2", 55, NOW)));

        bundle.watchSensors();

        assertThat(stub.received(FleetStub.ADD_TAG)).extracting(call -> call.field("car_id")).containsExactly("s-2");
        assertThat(stub.received(FleetStub.SENSORS)).hasSize(3).allSatisfy(call -> assertThat(call.query()).containsEntry("sensor_id", "2107"));
    }

    @Test
    void concludesNothingFromAListThatFails() {
        stub.on(FleetStub.LIST, request -> request.query().get("tags_filter").equals("battery_low_40") ? Answer.error(500, "oops") : Answer.ok("{\"cars\":[]}"));
        fleet.sensors(List.of(reading("s-1", 5, NOW)));

        bundle.watchSensors();

        assertThat(changes()).isEmpty();
        assertThat(rows.pollerRow("sensor-watch")).containsEntry("lease_until", null).containsEntry("last_ok_at", null);
    }

    @Test
    void aScooterThatFailsDoesNotStopTheOthers() {
        fleet.sensors(List.of(reading("s-1", 55, NOW), reading("s-2", 55, NOW)));
        stub.on(FleetStub.ADD_TAG, request -> request.field("car_id").equals("s-1") ? Answer.lost() : Answer.ok("{\"tag_id\":\"t-1\"}"));

        bundle.watchSensors();

        assertThat(rows.reconciliationTimeline()).containsExactly("upstream_call scooter-backend car/tags/add failed", "upstream_call scooter-backend car/tags/add ok",
            "decision low tag set by its sensor ok");
    }

    @Test
    void asksNothingWhileAnotherNodeWatches() {
        rows.update("pollers set lease_until = now() + interval '1 minute' where name = 'sensor-watch'", Map.of());

        bundle.watchSensors();

        assertThat(stub.received()).isEmpty();
    }

    @Test
    void asksNothingBeforeItsTime() {
        bundle.watchSensors();
        int afterFirst = stub.received().size();

        bundle.watchSensors();

        assertThat(afterFirst).isPositive();
        assertThat(stub.received()).hasSize(afterFirst);
    }

    private List<String> set() {
        return stub.received(FleetStub.ADD_TAG).stream().map(call -> call.field("tag")).toList();
    }

    private List<String> removed() {
        return stub.received(FleetStub.REMOVE_TAG).stream().map(call -> call.field("tag_id")).toList();
    }

    private double changed(String action) {
        return meters.counter("battery.exchange.sensor.tags", "action", action).count();
    }
}
