package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Surroundings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscoveryTest extends FlowTest {

    @Test
    void readsAllPagesOfTheList() {
        fleet.scooter("s-1", "battery_low/t-1");
        fleet.scooter("s-2", "battery_low/t-2");
        fleet.scooter("s-3", "battery_low/t-3");
        fleet.scooter("s-4", "battery_low/t-4");
        fleet.lists("battery_low", List.of("s-1", "s-2"), List.of("s-3"), List.of("s-4"));

        bundle.pollCarList();

        assertThat(rows.column("car_id from tasks order by car_id")).containsExactly("s-1", "s-2", "s-3", "s-4");
        assertThat(stub.received(FleetStub.LIST)).filteredOn(page -> page.query().get("tags_filter").equals("battery_low*-recharge_processing"))
            .extracting(page -> page.query().getOrDefault("cursor", "first")).containsExactly("first", "page 1", "page 2");
    }

    @Test
    void asksForEachLowTagByItsExactName() {
        bundle.pollCarList();

        assertThat(stub.received(FleetStub.LIST)).extracting(page -> page.query().get("tags_filter")).containsExactly(
            "battery_low_20*-recharge_processing", "battery_low_40*-recharge_processing", "battery_low*-recharge_processing", "battery_low_60*-recharge_processing");
    }

    @Test
    void aListThatCanNotBeReadIsNoGoodPoll() {
        stub.next(FleetStub.LIST, Answer.error(400, "bad_request"));

        bundle.pollCarList();

        assertThat(rows.pollerRow("car-list")).containsEntry("lease_until", null).containsEntry("last_ok_at", null);
    }

    @Test
    void makesOneTaskOfTheMostUrgentOfSeveralLowTags() {
        fleet.scooter("s-1", "battery_low_60/t-60", "battery_low_20/t-20", "battery_low/t-1", "rental/t-9");
        fleet.lists("battery_low_20", List.of("s-1"));
        fleet.lists("battery_low", List.of("s-1"));
        fleet.lists("battery_low_60", List.of("s-1"));

        bundle.pollCarList();

        assertThat(rows.column("tag || ' ' || tag_id || ' ' || priority from tasks")).containsExactly("battery_low_20 t-20 80");
        assertThat(rows.column("item_id from items")).containsExactly("s-1/t-20");
    }

    @Test
    void makesNoSecondTaskForADischargeWhoseTaskIsDone() {
        fleet.scooter("s-1", "battery_low/t-1");
        fleet.lists("battery_low", List.of("s-1"));
        bundle.pollCarList();
        rows.update("tasks set state = 'done', finished_at = now()", Map.of());

        pollAgain();

        assertThat(stub.received(FleetStub.INFO)).hasSize(2);
        assertThat(rows.count("tasks")).isEqualTo(1);
    }

    @Test
    void makesATaskForTheNextDischargeOfAScooter() {
        fleet.scooter("s-1", "battery_low/t-1");
        fleet.lists("battery_low", List.of("s-1"));
        bundle.pollCarList();
        rows.update("tasks set state = 'done', finished_at = now()", Map.of());
        fleet.scooter("s-1", "battery_low/t-2");

        pollAgain();

        assertThat(rows.column("tag_id from tasks order by created_at")).containsExactly("t-1", "t-2");
    }

    @Test
    void doesNotAskAgainAboutAScooterInWork() {
        fleet.scooter("s-1", "battery_low/t-1");
        fleet.scooter("s-2", "battery_low/t-2");
        fleet.lists("battery_low", List.of("s-1", "s-2"));
        rows.task("at_cabinet", "car_id", "s-1", "tag_id", "t-0");

        bundle.pollCarList();

        assertThat(stub.received(FleetStub.INFO)).extracting(request -> request.query().get("car_id")).containsExactly("s-2");
    }

    @Test
    void leavesNoItemBehindWhenTheScooterGotItsTaskMeanwhile() {
        fleet.scooter("s-1", "battery_low/t-2");
        fleet.lists("battery_low", List.of("s-1"));
        stub.next(FleetStub.INFO, request -> {
            rows.task("waiting", "car_id", "s-1", "tag_id", "t-1");
            return Answer.ok(fleet.scooter("s-1", "battery_low/t-2"));
        });

        bundle.pollCarList();

        assertThat(rows.column("tag_id from tasks")).containsExactly("t-1");
        assertThat(rows.column("item_id from items")).containsExactly("s-1/t-1");
    }

    @Test
    void makesTheTaskLaterWhoseScooterWasInWork() {
        fleet.scooter("s-1", "battery_low/t-2");
        fleet.lists("battery_low", List.of("s-1"));
        rows.task("waiting", "car_id", "s-1", "tag_id", "t-1");
        bundle.pollCarList();
        rows.update("tasks set state = 'cancelled', finished_at = now()", Map.of());

        pollAgain();

        assertThat(rows.column("tag_id || ' ' || state from tasks order by created_at")).containsExactly("t-1 cancelled", "t-2 new");
    }

    @Test
    void aScooterThatFailsDoesNotStopTheOthers() {
        fleet.scooter("s-1", "battery_low/t-1");
        fleet.scooter("s-3", "battery_low/t-3");
        fleet.lists("battery_low", List.of("s-gone", "s-broken", "s-1"), List.of("s-3"));
        stub.on(FleetStub.INFO, request -> switch (request.query().get("car_id")) {
            case "s-gone" -> Answer.error(404, "car_not_found");
            case "s-broken" -> Answer.error(500, "oops");
            default -> Answer.ok(fleet.scooter(request.query().get("car_id"), "battery_low/t-" + request.query().get("car_id")));
        });

        bundle.pollCarList();

        assertThat(rows.column("car_id from tasks order by car_id")).containsExactly("s-1", "s-3");
        assertThat(stub.received(FleetStub.INFO)).filteredOn(request -> request.query().get("car_id").equals("s-broken")).hasSize(Surroundings.CALLS_A_TRY);
    }

    @Test
    void makesNoTaskOfAScooterThatWasChargedMeanwhile() {
        fleet.scooter("s-1", "rental/t-9");
        fleet.lists("battery_low", List.of("s-1"));

        bundle.pollCarList();

        assertThat(stub.received(FleetStub.INFO)).hasSize(1);
        assertThat(rows.count("items")).isZero();
    }

    @Test
    void readsNothingWhileAnotherNodeReads() {
        rows.update("pollers set lease_until = now() + interval '1 minute' where name = 'car-list'", Map.of());

        bundle.pollCarList();

        assertThat(stub.received()).isEmpty();
    }

    @Test
    void readsNothingBeforeItsTime() {
        bundle.pollCarList();
        int afterFirst = stub.received().size();

        bundle.pollCarList();

        assertThat(stub.received()).hasSize(afterFirst);
    }

    @Test
    void aListThatFailsStopsNeitherTheOthersNorTheNextRound() {
        fleet.scooter("s-1", "battery_low_20/t-1");
        fleet.scooter("s-2", "battery_low/t-2");
        fleet.lists("battery_low_20", List.of("s-1"));
        fleet.lists("battery_low", List.of("s-2"));
        stub.next(FleetStub.LIST, Answer.error(500, "oops"), Answer.error(500, "oops"), Answer.lost()); // all quick repeats of the first list
        bundle.pollCarList();
        assertThat(rows.column("car_id from tasks")).containsExactly("s-2");

        pollAgain();

        assertThat(rows.column("car_id from tasks order by 1")).containsExactly("s-1", "s-2");
    }

    @Test
    void saysWhatItFoundOnTheTimeline() {
        fleet.scooterAt("s-1", 55.75, 37.61, "battery_low/t-1");
        fleet.lists("battery_low", List.of("s-1"));

        bundle.pollCarList();

        Map<String, Object> task = rows.taskRow((String) rows.value("task_id from tasks"));
        assertThat(task).containsEntry("state", "new").containsEntry("car_number", "N-s-1").containsEntry("lat", 55.75).containsEntry("lon", 37.61);
        assertThat(rows.timeline((String) task.get("task_id"))).containsExactly("decision low accumulator found ok");
        assertThat(rows.value("detail ->> 'tag_id' from timeline")).isEqualTo("t-1");
    }

    private void pollAgain() {
        rows.pollersAreDue();
        bundle.pollCarList();
    }
}
