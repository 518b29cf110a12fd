package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.Bundle;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.RoutesCopy;
import io.batteryexchange.flow.support.RoutesCopyLoader;
import io.batteryexchange.flow.support.TelegramStub;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** With {@code ROUTES_RELOAD=true} what is saved is live within two seconds, and what can't be used does no harm. That it is off by default tells UpgradeTrapsTest. */
@ExtendWith(OutputCaptureExtension.class)
class LiveReloadIT extends EditedRoutesTest {

    private static final String FILE = "routes/claims/on-unknown-status.camel.yaml";
    private static final String NEW_FILE = "routes/claims/on-something-new.camel.yaml";
    private static final String ROUTE = "on-unknown-status";
    private static final String SEEN = """
                - setVariable:
                    id: seen-by-test
                    name: seen
                    expression:
                      constant:
                        expression: "yes"
        """;

    static Stream<Arguments> waysToSave() {
        return Stream.of(Arguments.of("in place", (BiConsumer<String, String>) RoutesCopy::save), Arguments.of("by renaming", (BiConsumer<String, String>) RoutesCopy::saveByRenaming));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToSave")
    void aSavedRouteIsNotLiveWithinTwoSeconds(String how, BiConsumer<String, String> save) {
        assertThat(seen()).isFalse();

        save.accept(FILE, RoutesCopy.text(FILE) + SEEN);

        await().atMost(LIVE).until(this::seen);
    }

    @Test
    void aBrokenFileTakesItsRunningRoutesDown(CapturedOutput output) {
        RoutesCopy.save(FILE, RoutesCopy.text(FILE) + SEEN + "      - log: {{unquoted}}: [\n");
        taken();

        assertThat(output).contains("ERROR").contains(FILE + " can't be used, its routes run on as they were: line ");
        assertThat(notRunning()).isEmpty();
        assertThat(bundle.send(ROUTE, Map.of()).isFailed()).isFalse();
        assertThat(seen()).isFalse();
    }

    @Test
    void aRouteThatCamelRefusesTakesTheRunningOneDown(CapturedOutput output) {
        RoutesCopy.save(FILE, RoutesCopy.text(FILE) + SEEN + """
                    - bean:
                        id: nobody-there
                        ref: nobody
                        method: anything
            """);
        taken();

        assertThat(output).contains("ERROR").contains(FILE + " can't be used, its routes run on as they were: ").contains("nobody");
        assertThat(notRunning()).isEmpty();
        assertThat(bundle.send(ROUTE, Map.of()).isFailed()).isFalse();
        assertThat(seen()).isFalse();

        RoutesCopy.restore();
        RoutesCopy.save(FILE, RoutesCopy.text(FILE) + SEEN);
        await().atMost(LIVE).until(this::seen);
    }

    @Test
    void aFileThatIsNewIsNotLiveOrOneThatIsGoneStaysAlive() {
        RoutesCopy.save(NEW_FILE, RoutesCopy.text(FILE).replace("unknown-status", "something-new") + SEEN);
        await().atMost(LIVE).until(() -> routes().contains("on-something-new"));
        assertThat(bundle.send("on-something-new", Map.of()).getVariable("seen")).isEqualTo("yes");

        RoutesCopy.edit(NEW_FILE, "id: on-something-new\n", "id: with-another-id\n");
        await().atMost(LIVE).until(() -> routes().contains("with-another-id"));
        assertThat(routes()).doesNotContain("on-something-new");
        assertThat(bundle.send("on-something-new", Map.of()).getVariable("seen")).isEqualTo("yes");

        RoutesCopy.delete(NEW_FILE);
        await().atMost(LIVE).until(() -> !routes().contains("with-another-id"));
    }

    @Test
    void anErrorPolicyDoesNotReachTheRoutesOfOtherFiles() {
        stub.on(CabinetsStub.BOOKING, request -> Answer.error(500, "oops"));
        bundle.send("scooter-accumulator-booking", Map.of("book_id", "book-1"));
        assertThat(stub.received(CabinetsStub.BOOKING)).hasSize(1 + RoutesCopyLoader.REDELIVERIES);

        RoutesCopy.save("routes/errors.camel.yaml", RoutesCopy.text("routes/errors.camel.yaml").replace("{{upstream.redeliveries}}", "3"));
        taken();

        bundle.resetBreakers();
        bundle.send("scooter-accumulator-booking", Map.of("book_id", "book-1"));
        assertThat(stub.received(CabinetsStub.BOOKING)).hasSize(1 + RoutesCopyLoader.REDELIVERIES + 4);
    }

    /** The statement is used by routes of several files. */
    @Test
    void aSavedStatementIsNotLiveWithinTwoSeconds() {
        String task = rows.task("done", "outcome", "swapped");
        RoutesCopy.save("routes/sql/enter-timeline.sql", RoutesCopy.text("routes/sql/enter-timeline.sql")
            .replace("cast(:#${variable.timeline} as jsonb)", "jsonb_set(cast(:#${variable.timeline} as jsonb), '{0,name}', '\"edited\"')"));
        taken();

        bundle.send("note-foreign-command", Map.of("task_id", task, "command", "status", "handed_by", "nobody", "found", "foreign"));
        bundle.send("hand-over", Map.of("task_id", task, "accumulator_id", "acc-1", "direction", "issued", "handed_by", "nobody", "action_kind", "storekeeper_action"));

        assertThat(rows.timeline(task)).containsExactly("storekeeper_action edited failed", "storekeeper_action edited failed");
    }

    @Test
    void aTimerThatWasSavedNeverFiresAgain() throws Exception {
        String file = "routes/discovery/low-battery-poll.camel.yaml";
        RoutesCopy.save(file, RoutesCopy.text(file) + "# Saved by a test.\n");
        taken();
        bundle.camel().getRouteController().startRoute("poll-car-list");
        await().until(() -> !stub.received(FleetStub.LIST).isEmpty());
        await().until(() -> rows.pollerRow("car-list").get("lease_until") == null);
        int before = stub.received(FleetStub.LIST).size();
        rows.pollersAreDue();

        RoutesCopy.restore();
        taken();
        bundle.camel().getRouteController().startRoute("poll-car-list");

        await().until(() -> stub.received(FleetStub.LIST).size() > before);
    }

    /** The APIs come from contracts inside the jar. */
    @Test
    void theApisAreServedTwice(CapturedOutput output) {
        List<String> before = routes();
        RoutesCopy.save("routes/courier/rest.camel.yaml", "# Saved by a test.\n" + RoutesCopy.text("routes/courier/rest.camel.yaml"));
        taken();

        assertThat(output).contains("routes/courier/rest.camel.yaml is read when the service starts, start anew");
        assertThat(routes()).isEqualTo(before);
        assertThat(operator().get("/operator/v1/tasks").status()).isEqualTo(200);
    }

    @Test
    void aFileThatWasSavedUnchangedStopsWorking() {
        List<String> before = routes();
        for (String file : RoutesCopy.files(".camel.yaml")) {
            String text = RoutesCopy.text(file);
            if (Stream.of((Bundle.TIMERS + "," + TelegramStub.BOT).split(",")).noneMatch(timer -> text.contains("id: " + timer + "\n")) && !file.endsWith("errors.camel.yaml")) {
                RoutesCopy.save(file, "# Saved by a test.\n" + text);
            }
        }
        taken();

        assertThat(routes()).isEqualTo(before);
        assertThat(notRunning()).isEmpty();
        String task = rows.taskWithClaim("claim_created");
        happens(ClaimDocument.of("claim-1", task).status("ready_for_approval", 3));
        assertThat(rows.taskRow(task)).containsEntry("state", "approved");
        assertThat(operator().get("/operator/v1/tasks/" + task).status()).isEqualTo(200);
    }

    private boolean seen() {
        return "yes".equals(bundle.send(ROUTE, Map.of("task_id", "t", "claim_id", "c", "event_status", "s")).getVariable("seen"));
    }

    private List<String> routes() {
        return List.copyOf(new TreeSet<>(bundle.camel().getRoutes().stream().map(Route::getRouteId).toList()));
    }
}
