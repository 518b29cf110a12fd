package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.flow.support.Caller;
import io.batteryexchange.flow.support.NoColumn;
import io.batteryexchange.flow.support.Reply;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every change of the operator API has in common: what it needs, who may call it, what it refuses. */
class OperatorCallTest extends FlowTest {

    /** A call and a body that it takes. */
    static Stream<Arguments> calls() {
        return Stream.of(
            Arguments.of("cancel", object("replan", true, "reason", "r")),
            Arguments.of("replan", object("reason", "r")),
            Arguments.of("park", object("reason", "r")),
            Arguments.of("resolve", object("outcome", "abandoned", "reason", "r")),
            Arguments.of("accumulators/issue", object("accumulator_id", "acc-55", "reason", "r")),
            Arguments.of("accumulators/return", object("accumulator_id", "acc-55", "reason", "r")));
    }

    /** Each required field of each call. */
    static Stream<Arguments> fields() {
        return calls().flatMap(call -> {
            ObjectNode body = (ObjectNode) call.get()[1];
            Stream.Builder<Arguments> all = Stream.builder();
            body.fieldNames().forEachRemaining(field -> all.add(Arguments.of(call.get()[0], field, body)));
            return all.build();
        });
    }

    @ParameterizedTest(name = "{0} without {1}")
    @MethodSource("fields")
    void aRefusalNamesTheMissingField(String call, String field, ObjectNode body) {
        String task = rows.bookedTask("attention");

        isBadRequest(operator().post(path(task, call), body.deepCopy().without(field)), field);
        assertThat(rows.timeline(task)).isEmpty();
    }

    @ParameterizedTest(name = "{0} with a wrong {1}")
    @MethodSource("fields")
    void aRefusalNamesTheFieldOfAWrongType(String call, String field, ObjectNode body) {
        String task = rows.bookedTask("attention");

        isBadRequest(operator().post(path(task, call), body.deepCopy().set(field, object("a", 1))), field);
        isBadRequest(operator().post(path(task, call), body.deepCopy().put(field, field.equals("replan") ? "true" : "")), field);
        assertThat(rows.taskRow(task)).containsEntry("state", "attention");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void aReasonIsASentence(String call, ObjectNode body) {
        String task = rows.bookedTask("attention");

        isBadRequest(operator().post(path(task, call), body.deepCopy().put("reason", "two\nlines")), "reason");
        isBadRequest(operator().post(path(task, call), body.deepCopy().put("reason", "x".repeat(501))), "reason");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void aBodyIsAnObject(String call, ObjectNode body) {
        String task = rows.bookedTask("attention");

        isBadRequest(operator().post(path(task, call), "[]"), "body");
        isBadRequest(operator().post(path(task, call), "{"), "body");
        isBadRequest(operator().post(path(task, call), ""), "body");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void thereIsNoSuchTask(String call, ObjectNode body) {
        Reply reply = operator().post(path("01990000-0000-7000-8000-000000000000", call), body);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("task_not_found");
        assertThat(stub.received()).allSatisfy(call1 -> assertThat(call1.path()).isEqualTo("/oauth2/jwks"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void nobodyCallsWithoutAToken(String call, ObjectNode body) {
        String task = rows.bookedTask("attention");

        Reply reply = Caller.of(port, null).post(path(task, call), body);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(rows.taskRow(task)).containsEntry("state", "attention");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void nobodyCallsWithoutTheScope(String call, ObjectNode body) {
        String task = rows.bookedTask("attention");

        assertThat(courier().post(path(task, call), body).status()).isEqualTo(403);
        assertThat(cargoOrders().post(path(task, call), body).status()).isEqualTo(403);
        assertThat(rows.taskRow(task)).containsEntry("state", "attention");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT"})
    void manualModeIsTheOperatorsToo(String method) {
        ObjectNode body = object("scope", "all", "on", true, "reason", "r");
        for (Caller caller : new Caller[] {Caller.of(port, null), courier(), cargoOrders()}) {
            Reply reply = method.equals("GET") ? caller.get("/operator/v1/manual-mode") : caller.put("/operator/v1/manual-mode", body);

            assertThat(reply.status()).isIn(401, 403);
        }
        assertThat(rows.count("manual_mode")).isZero();
    }

    @ParameterizedTest(name = "{0} in state {1}")
    @CsvSource({
        "cancel, done", "replan, done", "replan, cancelled", "replan, claim_created", "replan, at_cabinet", "park, done", "park, cancelled", "park, approved",
        "park, to_scooter", "resolve, new", "resolve, waiting", "resolve, parked", "resolve, booked", "resolve, performer_found", "resolve, cancelled",
        "resolve, done", "accumulators/issue, done", "accumulators/return, cancelled", "accumulators/issue, waiting"})
    void refusesWhatTheStateDoesNotAllowAndSaysWhichItIs(String call, String state) {
        boolean withClaim = "claim_created,at_cabinet,approved,to_scooter,performer_found".contains(state);
        String task = withClaim ? rows.taskWithClaim(state) : rows.task(state);
        ObjectNode body = (ObjectNode) calls().filter(each -> each.get()[0].equals(call)).findFirst().orElseThrow().get()[1];

        Reply reply = operator().post(path(task, call), body);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("wrong_state");
        assertThat(reply.body().path("state").asText()).isEqualTo(state);
        assertThat(reply.message()).contains(state);
        assertThat(rows.taskRow(task)).containsEntry("state", state);
        assertThat(changes()).isEmpty();
        assertThat(rows.timeline(task)).hasSize(1).first().asString().startsWith("operator_action ").endsWith(" failed");
        assertThat(rows.value("detail ->> 'refusal' from timeline")).isEqualTo("wrong_state");
        assertThat(rows.value("lease_until is null from tasks")).as("the task is free").isEqualTo(true);
    }

    @Test
    void anUnknownOutcomeIsRefusedByName() {
        String task = rows.bookedTask("attention");

        isBadRequest(operator().post(path(task, "resolve"), object("outcome", "eaten", "reason", "r")), "outcome");

        assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("lease_until", null);
        assertThat(rows.timeline(task)).isSubsetOf("operator_action resolve failed");
    }

    @Test
    void theTimelineTellsWhoChangedItAndWhy() {
        String task = rows.task("new");

        operator().post(path(task, "park"), object("reason", "snow on the road"));

        assertThat(rows.timeline(task)).contains("operator_action park ok");
        assertThat(rows.value("(detail ->> 'caller') || ': ' || (detail ->> 'reason') from timeline where kind = 'operator_action'")).isEqualTo("ivanova: snow on the road");
    }

    @Test
    void aTaskThatAWorkerHoldsIsChangedWhenHeIsThrough() throws Exception {
        String task = rows.task("waiting", "due_at", "2099-01-01T00:00:00Z");
        rows.update("tasks set lease_no = 7, lease_until = now() + interval '900 milliseconds'", Map.of());

        Reply reply = operator().post(path(task, "park"), object("reason", "r"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(rows.taskRow(task)).containsEntry("state", "parked");
    }

    @Test
    void aTaskThatAWorkerDoesNotLetGoIsNotChanged() {
        String task = rows.task("waiting", "due_at", "2099-01-01T00:00:00Z");
        rows.update("tasks set lease_no = 7, lease_until = now() + interval '1 minute'", Map.of());

        Reply reply = operator().post(path(task, "park"), object("reason", "r"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("service_unavailable");
        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("lease_no", 7L);
    }

    @Test
    void aFaultOfOursTellsNothingAndLeavesTheTaskFree() {
        String task = rows.bookedTask("attention");

        Reply reply;
        try (NoColumn away = rows.without("tasks", "figures")) {
            reply = operator().post(path(task, "resolve"), object("outcome", "abandoned", "reason", "r"));
        }

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.code()).isEqualTo("internal_error");
        assertThat(reply.message()).doesNotContain("figures", "sql", "SQL");
        assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("lease_until", null);
    }

    @Test
    void theAnswerIsTheTaskAsItIsNow() {
        String task = rows.task("new");

        Reply reply = operator().post(path(task, "park"), object("reason", "r"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type").orElseThrow()).isEqualToIgnoringWhitespace("application/json; charset=utf-8");
        assertThat(reply.body()).isEqualTo(operator().get("/operator/v1/tasks/" + task).body());
        assertThat(reply.body().path("state").asText()).isEqualTo("parked");
    }

    private static String path(String task, String call) {
        return "/operator/v1/tasks/" + task + "/" + call;
    }

    private static void isBadRequest(Reply reply, String named) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("bad_request");
        assertThat(reply.message()).contains(named);
    }
}
