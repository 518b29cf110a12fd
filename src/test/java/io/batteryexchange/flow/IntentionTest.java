package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that a person asked for is on the timeline before it is made: a node that dies in the middle leaves no change that nobody knows of. */
class IntentionTest extends FlowTest {

    private static final String EXCHANGE = "/taximeter/screens/v1/battery_exchange/";
    private static final String ACTION = "/taximeter/v1/%s?cargo_ref_id=claim-1&point_id=" + ClaimDocument.B;

    private final AtomicReference<List<String>> timelineAtTheCall = new AtomicReference<>(List.of());

    @Test
    void anOpeningIsKnownBeforeTheDoorIsAsked() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        look(task, CabinetsStub.OPEN);

        courier().post(EXCHANGE + "open?cargo_ref_id=claim-1");

        assertThat(timelineAtTheCall.get()).containsExactly("decision scooter-accumulator cabinet/cell/open ok");
    }

    @Test
    void aBrokenCellIsKnownBeforeItIsMarked() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        look(task, CabinetsStub.MARK_BROKEN);

        courier().post(EXCHANGE + "broken?cargo_ref_id=claim-1&cell_id=c-7/3");

        assertThat(timelineAtTheCall.get()).containsExactly("decision scooter-accumulator cabinet/cell/mark_broken ok");
    }

    @ParameterizedTest
    @CsvSource({"find_vehicle, pickuped", "open_battery_door, delivery_arrived"})
    void aCommandIsKnownBeforeTheScooterGetsIt(String action, String status) {
        String task = rows.performedTask("to_scooter", status, "a");
        look(task, FleetStub.COMMAND);

        courier().post(ACTION.formatted(action));

        assertThat(timelineAtTheCall.get()).containsExactly("decision scooter-backend car/command ok");
    }

    @ParameterizedTest
    @CsvSource({"vehicle_not_found", "vehicle_destroyed"})
    void aReportIsKnownBeforeItsTagIsSet(String report) {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        look(task, FleetStub.ADD_TAG);

        courier().post(ACTION.formatted(report));

        assertThat(timelineAtTheCall.get()).containsExactly("decision scooter-backend car/tags/add ok");
    }

    private void look(String task, String call) {
        stub.on(call, request -> {
            timelineAtTheCall.set(rows.timeline(task));
            return Answer.ok("{}");
        });
    }
}
