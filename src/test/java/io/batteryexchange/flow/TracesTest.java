package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.OptionsBundleLoader;
import io.batteryexchange.flow.support.Received;
import io.batteryexchange.flow.support.SpanReceiver;
import io.batteryexchange.flow.support.SpanReceiver.Taken;
import io.batteryexchange.support.BundleEnvironment;
import io.batteryexchange.support.SecretSearch;
import io.batteryexchange.trace.SpanExport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

/** What a collector of traces gets of a swap. */
@ContextConfiguration(loader = OptionsBundleLoader.class)
class TracesTest extends FlowTest {

    private static final String SCREEN = "/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=";
    private static final String CALLERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";

    private final SpanReceiver receiver = SpanReceiver.afresh();

    @Autowired
    private SpanExport export;

    @BeforeEach
    void aScooterIsLow() {
        allIsOver();
        export.flush();
        SpanReceiver.afresh();
        fleet.scooter("scooter-1", "battery_low/tag-1");
        cabinets.cabinet("c-7", "grocery:123", 3);
    }

    @Test
    void aSwapIsOneTraceFromPlanningToItsEnd() {
        String task = swap();

        List<Taken> spans = spans();
        Set<String> traces = spans.stream().map(Taken::traceId).collect(Collectors.toSet());
        assertThat(traces).hasSize(1);
        assertThat(names(spans)).contains("work-task", "plan-swap", "book-accumulator", "order-courier", "create-claim", "scooter-accumulator cabinet/accumulator/book", "cargo claims/create",
            "on-performer-found", "scooter-backend servicing/start", "on-delivery-arrived", "exchange-status", "scooter-accumulator cabinet/booking", "close-swap-leg", "finish-swap");
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.attributes()).containsEntry("task_id", task).containsEntry("attempt", "1");
            assertThat(span.resource()).containsEntry("service.name", "battery-exchange").containsEntry("service.instance.id", "flow-tests");
            assertThat(span.endedNanos()).isGreaterThanOrEqualTo(span.beganNanos());
            assertThat(span.failed()).as(span.toString()).isFalse();
        });
        assertThat(spans).filteredOn(span -> span.name().equals("cargo claims/create")).singleElement().satisfies(span -> assertThat(span.attributes())
            .containsEntry("peer.service", "cargo").containsEntry("outcome", "ok").containsEntry("http.response.status_code", "200").containsKey("claim_id"));
        isATree(spans);
        assertThat(root(spans).attributes()).containsEntry("outcome", "swapped");
        assertThat(root(spans).beganNanos()).as("when the accumulator was found low").isEqualTo(Duration.ofMillis(
            ((Number) rows.value("cast(extract(epoch from created_at) * 1000 as bigint) from tasks")).longValue()).toNanos());
        assertThat((double) root(spans).endedNanos()).as("when the swap was done, by the database's clock").isCloseTo(
            ((Number) rows.value("extract(epoch from finished_at) * 1e9 from tasks")).doubleValue(), within(5e9));
    }

    @Test
    void partnersAreToldTheSpanOfTheirCall() {
        swap();

        Map<String, Taken> byId = spans().stream().collect(Collectors.toMap(span -> span.traceId() + "-" + span.spanId(), span -> span));
        List<Received> calls = stub.received().stream().filter(call -> call.header("traceparent") != null).toList();
        assertThat(calls).hasSizeGreaterThan(15).allSatisfy(call -> {
            assertThat(call.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
            Taken span = byId.get(call.header("traceparent").substring(3, 3 + 32 + 1 + 16));
            assertThat(span).as(call.path()).isNotNull();
            assertThat(span.kind()).isEqualTo("CLIENT");
            assertThat(call.path()).endsWith(span.name().replaceFirst(".* ", ""));
        });
    }

    @Test
    void theNextAttemptIsATraceOfItsOwnLinkedToTheOneBefore() {
        String task = rows.task("new");
        bundle.work();
        happens(ClaimDocument.of(claim(task), task).status("performer_not_found", 7));
        rows.putOffIsOver();
        bundle.work();
        happens(ClaimDocument.of(claim(task), task).status("performer_not_found", 7));

        Map<String, List<Taken>> attempts = spans().stream().collect(Collectors.groupingBy(span -> span.attributes().get("attempt")));
        assertThat(attempts).containsOnlyKeys("1", "2");
        attempts.values().forEach(this::isATree);
        assertThat(attempts.values()).allSatisfy(spans -> assertThat(names(spans)).contains("plan-swap", "cargo claims/create", "on-performer-not-found", "replan-task"));
        Taken first = root(attempts.get("1"));
        Taken second = root(attempts.get("2"));
        assertThat(first.traceId()).isNotEqualTo(second.traceId());
        assertThat(List.of(first, second)).extracting(root -> root.attributes().get("outcome")).containsOnly("replanned");
        assertThat(first.links()).isEmpty();
        assertThat(second.links()).containsExactly(first.traceId() + "-" + first.spanId());
        assertThat((double) second.beganNanos()).as("an attempt begins where the one before ended").isCloseTo(first.endedNanos(), within(2e9));
    }

    @Test
    void waitingForTheEndOfManualModeIsTheSameAttempt() {
        rows.task("new");
        List.of("grocery:123", "grocery:125", "garage:321").forEach(rows::manualMode);
        bundle.work();

        assertThat(names(spans())).contains("plan-swap", "replan-task").doesNotContain("swap attempt");
    }

    @Test
    void anAttemptThatEndsWithoutASwapHasItsRoot() {
        fleet.scooter("scooter-1");
        rows.task("new");
        bundle.work();

        List<Taken> spans = spans();
        isATree(spans);
        assertThat(root(spans).attributes()).containsEntry("outcome", "not_needed");
        assertThat(names(spans)).contains("plan-swap", "end-task");
    }

    @Test
    void anOperatorsChangeIsInTheAttemptsTraceAndCanEndIt() {
        String task = rows.performedTask("to_scooter", "pickuped", "a");
        rows.update("tasks set attempt = 3 where task_id = :task", Map.of("task", task));
        happens(ClaimDocument.of("claim-1", task).status("cancelled_with_items_on_hands", 9).visits("visited", "skipped", "skipped"));

        assertThat(operator().post("/operator/v1/tasks/" + task + "/resolve", object("outcome", "abandoned", "reason", "r")).status()).isEqualTo(200);

        List<Taken> spans = spans();
        isATree(spans);
        assertThat(root(spans).attributes()).containsEntry("outcome", "abandoned").containsEntry("attempt", "3");
        assertThat(spans).filteredOn(span -> span.kind().equals("SERVER")).extracting(Taken::name).containsExactly("operator-resolve");
    }

    @Test
    void aCallersOwnTraceIsLinkedAndNothingMore() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));

        courier().with("traceparent", "00-" + CALLERS_TRACE + "-" + CALLERS_SPAN + "-00").get(SCREEN + "claim-1");
        courier().with("traceparent", "00-" + "0".repeat(32) + "-" + CALLERS_SPAN + "-01").get(SCREEN + "claim-1");

        List<Taken> spans = spans();
        assertThat(spans).isNotEmpty().allSatisfy(span -> assertThat(span.attributes()).containsEntry("task_id", task).containsEntry("performer_id", "courier-5"));
        assertThat(spans).filteredOn(span -> span.kind().equals("SERVER")).hasSize(2).allMatch(span -> span.name().equals("exchange-status"))
            .allMatch(span -> "200".equals(span.attributes().get("http.response.status_code"))).flatExtracting(Taken::links).containsExactly(CALLERS_TRACE + "-" + CALLERS_SPAN);
        assertThat(spans).extracting(Taken::traceId).doesNotContain(CALLERS_TRACE).containsOnly(spans.get(0).traceId());
    }

    @Test
    void aRefusalIsNoFaultOfOurs() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cargo.shows(ClaimDocument.of("claim-1", task).status("pickup_arrived", 7).performer("courier-5").visits("arrived", "pending", "pending"));

        courier().post("/taximeter/v1/open_battery_door?cargo_ref_id=claim-1&point_id=" + ClaimDocument.B);

        assertThat(spans()).filteredOn(span -> span.kind().equals("SERVER")).singleElement().satisfies(span -> {
            assertThat(span.name()).isEqualTo("open-battery-door");
            assertThat(span.failed()).isFalse();
            assertThat(span.attributes()).containsEntry("http.response.status_code", "409");
        });
    }

    @Test
    void aCallThatFailsIsMarkedAndCountsItsTries() {
        stub.on(CargoStub.CREATE, request -> Answer.error(500, "oops"));
        rows.task("new");

        bundle.work();

        assertThat(spans()).filteredOn(span -> span.name().equals("cargo claims/create")).singleElement().satisfies(span -> {
            assertThat(span.failed()).isTrue();
            assertThat(span.attributes()).containsEntry("outcome", "failed").containsEntry("http.response.status_code", "500").containsEntry("http.request.resend_count", "2")
                .containsEntry("error.type", "HttpOperationFailedException");
        });
        assertThat(stub.received(CargoStub.CREATE)).hasSize(3).extracting(call -> call.header("traceparent")).as("one span, whatever its tries").containsOnly(
            stub.received(CargoStub.CREATE).get(0).header("traceparent"));
    }

    @Test
    void whatBelongsToNoTaskIsATraceOfItsOwn() {
        fleet.lists("battery_low", List.of("scooter-1"));

        bundle.pollCarList();

        List<Taken> spans = spans();
        assertThat(names(spans)).contains("poll-car-list", "read-car-list-pages", "discover-scooter", "scooter-backend car/list", "scooter-backend car/info");
        assertThat(spans).extracting(Taken::traceId).containsOnly(spans.get(0).traceId());
        isATree(spans);
        assertThat(root(spans).name()).isEqualTo("poll-car-list");
    }

    @Test
    void idleRoundsLeaveNothing() {
        bundle.work();
        bundle.readMetrics();
        operator().get("/operator/v1/tasks");

        assertThat(spans()).isEmpty();
    }

    @Test
    void aReceiverThatTakesNothingHoldsNothingUp() {
        receiver.refuse();
        double lost = meters.counter("battery.exchange.spans", "outcome", "lost").count();

        swap();

        assertThat(spans()).isEmpty();
        assertThat(meters.counter("battery.exchange.spans", "outcome", "lost").count() - lost).isGreaterThan(20);
    }

    @Test
    void spansTellIdsAndNothingElse() {
        swap();

        String all = spans().toString();
        assertThat(new SecretSearch(BundleEnvironment.of(stub.url(), "")).in("spans", all)).isEmpty();
        assertThat(all).doesNotContain("+7000", "Street", "Duty", "@example", "N-scooter-1", "55.73", "Legs Ltd", "127.0.0.1");
    }

    /** A whole swap, with a look of the courier at his screen. */
    private String swap() {
        String task = rows.task("new");
        bundle.work();
        String claim = claim(task);
        step(task, claim, "ready_for_approval", 2, "pending", "pending", "pending");
        step(task, claim, "performer_found", 6, "pending", "pending", "pending");
        step(task, claim, "pickup_arrived", 7, "arrived", "pending", "pending");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        assertThat(courier().get(SCREEN + claim).status()).isEqualTo(200);
        step(task, claim, "pickuped", 8, "visited", "pending", "pending");
        step(task, claim, "delivery_arrived", 9, "visited", "arrived", "pending");
        step(task, claim, "pickuped", 10, "visited", "visited", "pending");
        step(task, claim, "delivered_finish", 13, "visited", "visited", "visited");
        assertThat(rows.taskRow(task)).containsEntry("state", "done").containsEntry("outcome", "swapped");
        assertThat(stub.received(FleetStub.REMOVE_TAG)).isNotEmpty();
        assertThat(stub.received(CabinetsStub.BOOK)).hasSize(1);
        return task;
    }

    private void step(String task, String claim, String status, long revision, String a, String b, String c) {
        happens(ClaimDocument.of(claim, task).status(status, revision).performer("courier-5").visits(a, b, c));
    }

    private String claim(String task) {
        return rows.taskRow(task).get("claim_id").toString();
    }

    /** Spans are made when an exchange is over, which is after what it does can be seen. */
    private List<Taken> spans() {
        allIsOver();
        export.flush();
        return receiver.taken();
    }

    private void allIsOver() {
        await().pollInterval(Duration.ofMillis(5)).until(() -> bundle.camel().getInflightRepository().size() == 0);
    }

    private static List<String> names(List<Taken> spans) {
        return spans.stream().map(Taken::name).toList();
    }

    private static Taken root(List<Taken> spans) {
        return spans.stream().filter(span -> span.parentId().isEmpty()).findFirst().orElseThrow();
    }

    /** One root, and everything else hangs from what is there. */
    private void isATree(List<Taken> spans) {
        assertThat(spans).filteredOn(span -> span.parentId().isEmpty()).as("roots").hasSize(1);
        Set<String> ids = spans.stream().map(Taken::spanId).collect(Collectors.toSet());
        assertThat(ids).doesNotHaveDuplicates().hasSameSizeAs(spans);
        assertThat(spans).filteredOn(span -> !span.parentId().isEmpty()).allMatch(span -> ids.contains(span.parentId()), "has its parent");
    }
}
