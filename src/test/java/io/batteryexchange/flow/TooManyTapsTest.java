package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Reply;
import io.batteryexchange.flow.support.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A courier who taps as no courier does. */
class TooManyTapsTest extends FlowTest {

    @Test
    void isRefusedAndToldWhenToComeAgain() {
        taskOf("hasty-0");
        double counted = overLimit();

        List<Reply> refused = tapUntilRefused("hasty-0", "v1/find_vehicle");
        for (String action : List.of("screens/v1/battery_exchange/open", "screens/v1/battery_exchange/broken", "v1/open_battery_door", "v1/vehicle_not_found", "v1/vehicle_destroyed")) {
            refused.add(tapOn("hasty-0", action));
        }

        assertThat(refused).allSatisfy(reply -> {
            assertThat(reply.code()).isEqualTo("too_many_requests");
            assertThat(reply.message()).isEqualTo("Слишком часто. Повторите через 1 секунду");
            assertThat(reply.headers().firstValue("Retry-After")).contains("1");
        });
        assertThat(overLimit() - counted).isGreaterThanOrEqualTo(refused.size());
    }

    @Test
    void isOnTheTimelineOnceAMinuteAndNotOncePerTap() {
        String task = taskOf("hasty-1");

        List<Reply> refused = tapUntilRefused("hasty-1", "v1/find_vehicle");
        refused.add(tapOn("hasty-1", "v1/find_vehicle"));

        assertThat(refused).hasSizeGreaterThan(1).extracting(Reply::code).containsOnly("too_many_requests");
        assertThat(refused).allSatisfy(reply -> assertThat(reply.headers().firstValue("Retry-After")).contains("1"));
        assertThat(rows.count("timeline where kind = 'courier_action' and outcome = 'failed' and detail ->> 'refusal' = 'too_many_requests'")).isEqualTo(1);
        assertThat(rows.timeline(task)).contains("courier_action find vehicle failed");
    }

    @Test
    void doesNotKeepOthersOut() {
        taskOf("hasty-3");
        tapUntilRefused("hasty-3", "v1/find_vehicle");

        assertThat(courier("hasty-3").get("/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1").code()).as("his own screen").isNotEqualTo("too_many_requests");
        assertThat(tap("another", "v1/find_vehicle").code()).isEqualTo("not_your_claim");
    }

    @Test
    void cannotBeToldFromOutside() {
        taskOf("calm-1");

        assertThat(courier("calm-1").with("Over-Limit", "1000000").post(path("v1/find_vehicle")).status()).isEqualTo(200);
        assertThat(courier("calm-1").with("over-limit", "no number").post(path("v1/find_vehicle")).status()).isEqualTo(200);
    }

    private double overLimit() {
        return meters.counter("battery.exchange.calls.over.limit", "kind", "courier_tap").count();
    }

    /** Taps on until the first refusal. Returns what was refused. */
    private List<Reply> tapUntilRefused(String courier, String action) {
        for (int i = 0; i < Surroundings.TAPS_AT_ONCE - 5; i++) {
            assertThat(courier(courier).post("/taximeter/v1/find_vehicle").status()).as("quickly refused for want of parameters").isEqualTo(400);
        }
        return new ArrayList<>(List.of(tapOn(courier, action)));
    }

    /** Taps until it is refused as too often: every tap is one, and they come faster than the bucket fills. */
    private Reply tapOn(String courier, String action) {
        for (int i = 0; i < 10 * Surroundings.TAPS_AT_ONCE; i++) {
            Reply reply = tap(courier, action);
            if (reply.status() == 429) {
                return reply;
            }
        }
        throw new AssertionError("never refused");
    }

    private Reply tap(String courier, String action) {
        return courier(courier).post(path(action));
    }

    private static String path(String action) {
        return "/taximeter/" + action + "?cargo_ref_id=claim-1&cell_id=c-7/8&point_id=" + ClaimDocument.B;
    }

    private String taskOf(String courier) {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        rows.update("tasks set performer_id = :courier, contractor_id = :courier", Map.of("courier", courier));
        rows.update("claims set performer_id = :courier", Map.of("courier", courier));
        fleet.scooter("scooter-1", "battery_low/tag-1");
        cargo.shows(ClaimDocument.of("claim-1", task).status("delivery_arrived", 9).visits("visited", "arrived", "pending"));
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        return task;
    }
}
