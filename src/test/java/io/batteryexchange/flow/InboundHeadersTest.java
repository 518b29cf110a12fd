package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.Caller;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Received;
import io.batteryexchange.flow.support.Reply;
import io.batteryexchange.support.TestSecrets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers from outside steer nothing and go nowhere. */
class InboundHeadersTest extends FlowTest {

    private static final String MARK = "smuggled";

    private static final String[] HOSTILE = {
        "CamelHttpUri", "http://127.0.0.1:1/" + MARK,
        "camelhttppath", "/" + MARK,
        "CamelHttpQuery", "book_id=" + MARK,
        "CamelHttpMethod", "DELETE",
        "CamelHttpResponseCode", "418",
        "CamelSqlQuery", "update tasks set car_number = '" + MARK + "'",
        "CamelSqlParameters", MARK,
        "CamelBeanMethodName", MARK,
        "CamelSedaX", MARK,
        "Cookie", "session=" + MARK,
        "Verified-Caller", "courier-6",
        "X-Idempotency-Token", MARK,
        "X-Request-Id", MARK,
        "traceparent", "00-11111111111111111111111111111111-2222222222222222-01",
        "X-Forwarded-For", MARK,
        "X-Anything", MARK};

    static Stream<Arguments> calls() {
        String exchange = "/taximeter/screens/v1/battery_exchange/";
        String cabinet = "pickup_arrived";
        String scooter = "delivery_arrived";
        return Stream.of(
            call("status", cabinet, "courier", caller -> caller.get(exchange + "status?cargo_ref_id=claim-1")),
            call("open", cabinet, "courier", caller -> caller.post(exchange + "open?cargo_ref_id=claim-1")),
            call("broken", cabinet, "courier", caller -> caller.post(exchange + "broken?cargo_ref_id=claim-1&cell_id=c-7/3")),
            call("find", scooter, "courier", caller -> caller.post("/taximeter/v1/find_vehicle?cargo_ref_id=claim-1&point_id=" + ClaimDocument.B)),
            call("destroyed", scooter, "courier", caller -> caller.post("/taximeter/v1/vehicle_destroyed?cargo_ref_id=claim-1&point_id=" + ClaimDocument.B)),
            call("slider A", cabinet, "cargo-orders", caller -> caller.post("/cargo-orders/v1/exchange/init-confirm",
                object("cargo_ref_id", "claim-1", "point_id", ClaimDocument.A, "performer_id", "courier-5"))),
            call("state", cabinet, "cargo-orders", caller -> caller.post("/cargo-orders/v1/state",
                object("cargo_ref_id", "claim-1", "claim_status", cabinet, "point_id", ClaimDocument.A, "performer_id", "courier-5"))),
            call("tasks", cabinet, "operator", caller -> caller.get("/operator/v1/tasks")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void changeNeitherTheAnswerNorTheCallsUpstream(String name, String status, String scope, Function<Caller, Reply> call) {
        Reply plain = prepared(status, scope, call);
        List<String> plainCalls = calls(stub.received());

        Reply withHeaders = prepared(status, scope, caller -> call.apply(caller.with(HOSTILE)));

        assertThat(withHeaders.status()).isEqualTo(plain.status()).isEqualTo(200);
        if (!name.equals("tasks")) {
            assertThat(withHeaders.body()).isEqualTo(plain.body());
        }
        assertThat(calls(stub.received())).isEqualTo(plainCalls);
        assertThat(stub.received().toString()).doesNotContain(MARK).doesNotContain("1111111111111111");
        assertThat(stub.received()).allSatisfy(request -> assertThat(request.headers().keySet()).isSubsetOf(ALLOWED));
        assertThat(withHeaders.headers().map().keySet()).noneMatch(header -> header.toLowerCase().startsWith("camel") || header.equalsIgnoreCase("X-Anything"));
        assertThat(rows.value("car_number from tasks")).isEqualTo("N-scooter-1");
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

    private static Arguments call(String name, String status, String scope, Function<Caller, Reply> call) {
        return Arguments.of(name, status, scope, call);
    }

    private Reply prepared(String status, String scope, Function<Caller, Reply> call) {
        beginAfresh();
        rows.performedTask("at_cabinet", status, status.equals("delivery_arrived") ? "a" : "");
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
