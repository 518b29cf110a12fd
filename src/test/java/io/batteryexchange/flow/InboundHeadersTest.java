package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.Caller;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Received;
import io.batteryexchange.flow.support.Reply;
import io.batteryexchange.flow.support.fuzz.Contract;
import io.batteryexchange.flow.support.fuzz.RawHttp;
import io.batteryexchange.flow.support.fuzz.Smuggled;
import io.batteryexchange.support.TestSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers from outside steer nothing and go nowhere. */
@Tag("upgrade")
class InboundHeadersTest extends FlowTest {

    private static final String TASK = "01a20a2e-630e-7a74-9ae5-2bcf03a2d9bf";

    /** Each operation of the contracts once: where the swap is, who calls, and what. */
    static Stream<Arguments> calls() {
        String exchange = "/taximeter/screens/v1/battery_exchange/";
        String point = "?cargo_ref_id=claim-1&point_id=" + ClaimDocument.B;
        String task = "/operator/v1/tasks/" + TASK;
        return Stream.of(
            call("exchange-status", "at_cabinet", "courier", caller -> caller.get(exchange + "status?cargo_ref_id=claim-1")),
            call("exchange-open", "at_cabinet", "courier", caller -> caller.post(exchange + "open?cargo_ref_id=claim-1")),
            call("exchange-broken", "at_cabinet", "courier", caller -> caller.post(exchange + "broken?cargo_ref_id=claim-1&cell_id=c-7/3")),
            call("find-vehicle", "to_scooter", "courier", caller -> caller.post("/taximeter/v1/find_vehicle" + point)),
            call("open-battery-door", "at_scooter", "courier", caller -> caller.post("/taximeter/v1/open_battery_door" + point)),
            call("vehicle-not-found", "to_scooter", "courier", caller -> caller.post("/taximeter/v1/vehicle_not_found" + point)),
            call("vehicle-destroyed", "at_scooter", "courier", caller -> caller.post("/taximeter/v1/vehicle_destroyed" + point)),
            call("exchange-init-confirm", "at_cabinet", "cargo-orders", caller -> caller.post("/cargo-orders/v1/exchange/init-confirm",
                object("cargo_ref_id", "claim-1", "point_id", ClaimDocument.A, "performer_id", "courier-5"))),
            call("cargo-state", "at_cabinet", "cargo-orders", caller -> caller.post("/cargo-orders/v1/state",
                object("cargo_ref_id", "claim-1", "claim_status", "pickup_arrived", "point_id", ClaimDocument.A, "performer_id", "courier-5"))),
            call("show-summary", "at_cabinet", "operator", caller -> caller.get("/operator/v1/summary")),
            call("list-tasks", "at_cabinet", "operator", caller -> caller.get("/operator/v1/tasks")),
            call("show-task", "at_cabinet", "operator", caller -> caller.get(task)),
            call("operator-cancel", "at_cabinet", "operator", caller -> caller.post(task + "/cancel", object("replan", true, "reason", "r"))),
            call("operator-replan", "attention", "operator", caller -> caller.post(task + "/replan", object("reason", "r"))),
            call("operator-park", "attention", "operator", caller -> caller.post(task + "/park", object("reason", "r"))),
            call("operator-resolve", "attention", "operator", caller -> caller.post(task + "/resolve", object("outcome", "abandoned", "reason", "r"))),
            call("operator-issue", "at_cabinet", "operator", caller -> caller.post(task + "/accumulators/issue", object("accumulator_id", "acc-55", "reason", "r"))),
            call("operator-return", "at_cabinet", "operator", caller -> caller.post(task + "/accumulators/return", object("accumulator_id", "acc-55", "reason", "r"))),
            call("show-manual-mode", "at_cabinet", "operator", caller -> caller.get("/operator/v1/manual-mode")),
            call("switch-manual-mode", "at_cabinet", "operator", caller -> caller.put("/operator/v1/manual-mode", object("scope", "all", "on", true, "reason", "r"))));
    }

    @Test
    void noOperationOfTheContractsIsLeftOut() {
        assertThat(calls().map(call -> call.get()[0])).containsExactlyInAnyOrderElementsOf(Contract.operations().stream().map(Contract.Operation::id).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void changeNeitherTheAnswerNorTheCallsUpstream(String operation, String place, String scope, Function<Caller, Reply> call) {
        Reply plain = prepared(place, scope, call);
        List<String> plainCalls = calls(stub.received());
        assertThat(plain.status()).isEqualTo(200);

        for (List<String> headers : List.of(Smuggled.AS_WRITTEN, Smuggled.MIXED)) {
            Reply withHeaders = prepared(place, scope, caller -> call.apply(caller.with(namesAndValues(headers))));

            assertThat(withHeaders.status()).isEqualTo(200);
            if (!scope.equals("operator")) { // their answers tell the time
                assertThat(withHeaders.body()).isEqualTo(plain.body());
            }
            assertThat(withHeaders.body().path("tasks")).hasSameSizeAs(plain.body().path("tasks"));
            assertThat(calls(stub.received())).isEqualTo(plainCalls);
            assertThat(stub.received().toString()).doesNotContain(Smuggled.MARK).doesNotContain("1111111111111111").doesNotContain("courier-6").doesNotContain("eyJ");
            assertThat(stub.received()).allSatisfy(request -> assertThat(request.headers().keySet()).isSubsetOf(ALLOWED));
            assertThat(withHeaders.headers().map().keySet()).noneMatch(header -> header.toLowerCase().startsWith("camel") || header.equalsIgnoreCase("X-Anything"));
            assertThat(rows.value("car_number from tasks")).isEqualTo("N-scooter-1");
            assertThat(rows.everythingOf(TASK)).doesNotContain(Smuggled.MARK).doesNotContain("courier-6");
        }
    }

    @Test
    void theHostThatACallerNamesIsTheServersBusinessOnly() throws IOException {
        prepared("at_cabinet", "courier", caller -> caller.get("/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1"));
        List<String> plainCalls = calls(stub.received());

        prepared("at_cabinet", "courier", caller -> null);
        try (RawHttp http = new RawHttp(port)) {
            RawHttp.Reply reply = http.send(("GET /taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1 HTTP/1.1\r\nHost: smuggled.example:1\r\n"
                + "authorization: Bearer " + tokens.of("courier-5", "courier") + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1), false);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).doesNotContain(Smuggled.MARK);
        }
        assertThat(calls(stub.received())).isEqualTo(plainCalls);
        assertThat(stub.received().toString()).doesNotContain(Smuggled.MARK);
    }

    @Test
    void aNamedCallerIsNotBelieved() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");

        Reply reply = courier("courier-6").with("Verified-Caller", "courier-5").get("/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1");

        assertThat(reply.code()).isEqualTo("not_your_claim");
    }

    @Test
    void everyCallCarriesOurOwnTokenAndANewRequestId() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));

        courier().post("/taximeter/screens/v1/battery_exchange/open?cargo_ref_id=claim-1");

        List<Received> calls = Stream.concat(stub.received(CabinetsStub.BOOKING).stream(), stub.received(CabinetsStub.OPEN).stream()).toList();
        assertThat(calls).hasSize(2).extracting(call -> call.header("Authorization")).containsOnly("Bearer " + TestSecrets.CABINET_TOKEN);
        assertThat(calls).extracting(call -> call.header("X-Request-Id")).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(calls).extracting(call -> call.header("traceparent")).allMatch(parent -> parent.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")).doesNotHaveDuplicates();
    }

    private static final Set<String> ALLOWED = Set.of("authorization", "x-request-id", "traceparent", "accept", "accept-language", "accept-encoding", "content-type",
        "content-length", "transfer-encoding", "x-idempotency-token", "host", "connection", "user-agent", "expect");

    private static Arguments call(String operation, String place, String scope, Function<Caller, Reply> call) {
        return Arguments.of(operation, place, scope, call);
    }

    private static String[] namesAndValues(List<String> headers) {
        return headers.stream().flatMap(header -> Stream.of(header.split(": ", 2))).toArray(String[]::new);
    }

    /** The task is at this place of its swap: at_cabinet, to_scooter, at_scooter; or in attention without a claim. */
    private Reply prepared(String place, String scope, Function<Caller, Reply> call) {
        beginAfresh();
        if (place.equals("attention")) {
            rows.bookedTask(place, "task_id", TASK);
        } else {
            String status = Map.of("at_cabinet", "pickup_arrived", "to_scooter", "pickuped", "at_scooter", "delivery_arrived").get(place);
            rows.performed(rows.taskWithClaim(place, "task_id", TASK));
            rows.update("claims set status = :status, a_closed = :a", Map.of("status", status, "a", !place.equals("at_cabinet")));
            cargo.shows(ClaimDocument.of("claim-1", TASK).status(status, 1).visits(place.equals("at_cabinet") ? "pending" : "visited", "pending", "pending"));
        }
        fleet.scooter("scooter-1", "battery_low/tag-1");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        return call.apply(Caller.of(port, tokens.of("courier-5", scope)));
    }

    /** What was asked, without what differs from call to call. */
    private static List<String> calls(List<Received> received) {
        return received.stream()
            .filter(request -> !request.path().equals("/oauth2/jwks"))
            .map(request -> request.method() + " " + request.path() + " " + request.query() + " " + request.body() + " " + request.header("Authorization") + " "
                + request.header("X-Idempotency-Token") + " " + new TreeSet<>(request.headers().keySet()))
            .toList();
    }
}
