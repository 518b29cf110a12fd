package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import org.junit.jupiter.api.Test;

/** The end of the swap leg: low tags off, servicing finished, recharge_processing off. */
class CloseSwapTest extends FlowTest {

    @Test
    void aRepeatAfterACrashTakesOffTheSameTagsAndNoNewerOne() {
        fleet.scooter("scooter-1", "battery_low/tag-of-the-next-discharge", "recharge_processing/tag-processing");
        String task = rows.taskWithClaim("at_scooter", "swap_tags", "battery_low/tag-1 battery_low_40/tag-40");
        stub.next(FleetStub.REMOVE_TAG, Answer.error(404, "tag_not_found")); // the crash came after the first

        swapEnds(task);

        assertThat(removed()).isEqualTo("tag-1, tag-40, tag-processing");
        assertThat(stub.received(FleetStub.INFO)).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("state", "to_return");
    }

    @Test
    void goesOnWhereItStoodWhenACallFails() {
        fleet.scooter("scooter-1", "battery_low/tag-1", "recharge_processing/tag-processing");
        String task = rows.taskWithClaim("at_scooter");
        stub.next(FleetStub.FINISH, Answer.error(500, "oops"), Answer.error(500, "oops"), Answer.error(500, "oops"));
        swapEnds(task);
        assertThat(removed()).as("not yet on the street").isEqualTo("tag-1");
        assertThat(rows.taskRow(task)).containsEntry("tries", 1).containsEntry("swap_tags", "battery_low/tag-1").containsEntry("swap_closed_at", null);

        fleet.scooter("scooter-1", "battery_low/tag-of-the-next-discharge", "recharge_processing/tag-processing");
        stub.next(FleetStub.REMOVE_TAG, Answer.error(404, "tag_not_found"));
        rows.putOffIsOver();
        bundle.work();

        assertThat(removed()).isEqualTo("tag-1, tag-1, tag-processing");
        assertThat(rows.taskRow(task)).containsEntry("state", "to_return");
        assertThat(rows.taskRow(task).get("swap_closed_at")).isNotNull();
    }

    @Test
    void takesNothingFurtherOffWhenALowTagCanNotBeTakenOff() {
        fleet.scooter("scooter-1", "battery_low/tag-1", "battery_low_20/tag-20");
        String task = rows.taskWithClaim("at_scooter");
        stub.on(FleetStub.REMOVE_TAG, request -> Answer.error(500, "oops"));

        swapEnds(task);

        assertThat(stub.received(FleetStub.REMOVE_TAG)).extracting(call -> call.field("tag_id")).containsOnly("tag-1");
        assertThat(stub.received(FleetStub.FINISH)).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("state", "at_scooter").containsEntry("tries", 1);
    }

    @Test
    void aRecordThatIsFinishedAlreadyIsNoFailure() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        String task = rows.taskWithClaim("at_scooter");
        stub.on(FleetStub.FINISH, request -> Answer.error(409, "servicing_not_started"));

        swapEnds(task);

        assertThat(rows.taskRow(task)).containsEntry("state", "to_return").containsEntry("tries", 0);
    }

    @Test
    void aScooterWithoutLowTagsComesBackToTheStreet() {
        fleet.scooter("scooter-1", "recharge_processing/tag-processing");
        String task = rows.taskWithClaim("at_scooter");

        swapEnds(task);

        assertThat(changes()).containsExactly("servicing/finish", "car/tags/remove");
        assertThat(removed()).isEqualTo("tag-processing");
    }

    @Test
    void closesOnceThoughLaterEventsTellOfTheSameEnd() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        String task = rows.taskWithClaim("at_scooter");
        swapEnds(task);

        happens(ClaimDocument.of("claim-1", task).status("delivery_arrived", 10).visits("visited", "visited", "arrived"));

        assertThat(removed()).isEqualTo("tag-1, tag-processing");
        assertThat(rows.taskRow(task)).containsEntry("state", "at_return");
    }

    @Test
    void doesNotTouchTheTagsBeforePointBIsOver() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        String task = rows.taskWithClaim("at_cabinet");

        happens(ClaimDocument.of("claim-1", task).status("pickuped", 8).visits("visited", "pending", "pending"));

        assertThat(changes()).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("state", "to_scooter");
    }

    private void swapEnds(String task) {
        happens(ClaimDocument.of("claim-1", task).status("pickuped", 9).visits("visited", "visited", "pending"));
    }

    private String removed() {
        return String.join(", ", stub.received(FleetStub.REMOVE_TAG).stream().map(call -> call.field("tag_id")).toList());
    }
}
