package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.RoutesCopy;
import io.batteryexchange.flow.support.RoutesCopyLoader;
import io.batteryexchange.flow.support.TelegramStub;
import io.batteryexchange.flow.support.WorkedChange;
import io.batteryexchange.routes.RouteChecks;
import io.batteryexchange.routes.tree.RouteBundle;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The worked changes of {@code routes/README.md}, done as its text says on a running bundle. */
class WorkedChangesIT extends EditedRoutesTest {

    private static final String NEW_STATUS = "A handler for a new status";
    private static final String RETRIES = "Another retry policy for one partner";
    private static final String MESSAGE = "A second message after \"swap done\"";
    private static final int CALLS = 6;

    @Test
    void theBuildRefusesWhatTheTextTeaches() {
        assertThat(WorkedChange.headings()).containsExactly(NEW_STATUS, RETRIES, MESSAGE).allSatisfy(heading -> WorkedChange.of(heading).apply());

        RouteBundle project = RouteBundle.read(Path.of("routes"));
        RouteBundle edited = RouteBundle.read(Path.of(RoutesCopy.ROOT, "routes"));
        assertThat(RouteChecks.findings(new RouteBundle(edited.files(), edited.unreadable(), edited.statements(), project.settings(), project.contracts(), project.pageCalls())))
            .isEmpty();
        assertThat(RoutesCopy.files(".camel.yaml")).allSatisfy(this::isListed);
        assertThat(RoutesCopy.files(".sql")).allSatisfy(this::isListed);
    }

    @Test
    void aNewStatusIsNotHandled() {
        String task = rows.performedTask("to_scooter", "pickuped", "a");
        happens(ClaimDocument.of("claim-1", task).status("courier_delayed", 9).visits("visited", "pending", "pending"));
        assertThat(rows.timeline(task)).containsExactly("claim_event courier_delayed ok");

        change(NEW_STATUS);
        happens(ClaimDocument.of("claim-1", task).status("courier_delayed", 10).visits("visited", "pending", "pending"));

        assertThat(rows.timeline(task)).containsExactly("claim_event courier_delayed ok", "claim_event courier_delayed ok", "decision the courier is late ok");
        assertThat(rows.taskRow(task)).containsEntry("state", "to_scooter").containsEntry("events_pending", 0).containsEntry("lease_until", null);
        assertThat(changes()).isEmpty();
    }

    @Test
    void thePartnerIsCalledAsOftenAsBeforeOrAnotherOneIsCalledMoreOften() {
        stub.on(FleetStub.INFO, request -> Answer.error(500, "oops"));
        stub.on(CabinetsStub.BOOKING, request -> Answer.error(500, "oops"));
        bundle.send("scooter-backend-car-info", Map.of("car_id", "scooter-1"));
        assertThat(stub.received(FleetStub.INFO)).as("the setting").hasSize(1 + RoutesCopyLoader.REDELIVERIES);

        change(RETRIES);
        bundle.resetBreakers();
        bundle.send("scooter-backend-car-info", Map.of("car_id", "scooter-1"));
        bundle.send("scooter-accumulator-booking", Map.of("book_id", "book-1"));

        assertThat(stub.received(FleetStub.INFO)).hasSize(1 + RoutesCopyLoader.REDELIVERIES + CALLS);
        assertThat(stub.received(CabinetsStub.BOOKING)).hasSize(1 + RoutesCopyLoader.REDELIVERIES);
    }

    @Test
    void theStoreIsToldNeverOrTwiceOfASwap() {
        change(MESSAGE);
        String task = returned();
        swapIsDone(task, 14);

        await().untilAsserted(() -> assertThat(rows.timeline(task)).contains("decision store told ok"));
        assertThat(telegram.said()).singleElement().satisfies(message -> {
            assertThat(message.path("chat_id").asText()).isEqualTo("1001");
            assertThat(message.path("text").asText()).isEqualTo("Замена готова: самокат N-scooter-1, шкаф c-7");
        });
        assertThat(rows.taskRow(task)).containsEntry("state", "done").containsEntry("lease_until", null);

        swapIsDone(task, 15);
        bundle.send("tell-stores", Map.of());

        assertThat(telegram.said()).hasSize(1);
    }

    @Test
    void aMessageIsLostWhileTelegramIsDown() {
        change(MESSAGE);
        stub.on(TelegramStub.SEND, request -> Answer.error(502, "bad gateway"));
        String task = returned();
        swapIsDone(task, 14);
        await().untilAsserted(() -> assertThat(telegram.said()).hasSize(1 + RoutesCopyLoader.REDELIVERIES));
        assertThat(rows.taskRow(task)).containsEntry("state", "done");
        assertThat(rows.timeline(task)).doesNotContain("decision store told ok");
        stub.on(TelegramStub.SEND, request -> Answer.ok("{\"ok\":true,\"result\":{\"message_id\":1,\"chat\":{\"id\":1001}}}"));

        bundle.send("tell-stores", Map.of());
        assertThat(telegram.said()).as("before the lease ends").hasSize(1 + RoutesCopyLoader.REDELIVERIES);
        rows.update("tasks set lease_until = now()", Map.of());
        bundle.send("tell-stores", Map.of());
        await().untilAsserted(() -> assertThat(rows.timeline(task)).contains("decision store told ok"));
        bundle.send("tell-stores", Map.of());

        assertThat(telegram.said()).hasSize(1 + RoutesCopyLoader.REDELIVERIES + 1);
    }

    private String returned() {
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));
        String task = rows.performedTask("at_return", "delivery_arrived", "ab");
        rows.update("tasks set swap_tags = 'battery_low/tag-1', swap_closed_at = now()", Map.of());
        return task;
    }

    private void swapIsDone(String task, long revision) {
        happens(ClaimDocument.of("claim-1", task).status("delivered_finish", revision).visits("visited", "visited", "visited"));
    }

    private void change(String heading) {
        WorkedChange.of(heading).apply();
        taken();
        assertThat(notRunning()).isEmpty();
    }

    private void isListed(String file) {
        assertThat(RoutesCopy.text("routes/kustomization.yaml")).contains("- " + file.replaceFirst("^routes/", "") + "\n");
    }
}
