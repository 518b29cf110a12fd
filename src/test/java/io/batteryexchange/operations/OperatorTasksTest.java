package io.batteryexchange.operations;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.settings.BundleSettings.Tags;
import io.batteryexchange.support.Refused;
import io.batteryexchange.support.TestExchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTasksTest {

    private static final String TASK = "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
    private static final String PLACE = "2026-01-05 10:00:01.000001+00/" + TASK;

    private final OperatorTasks tasks = new OperatorTasks(new ObjectMapper(),
        new Tags(Map.of(), List.of(), "recharge_processing", "vehicle_not_found", "vehicle_destroyed"));

    @Test
    void takesTheFilterAndNothingElse() {
        Exchange exchange = call(Map.of("state", "at_cabinet", "store_id", "grocery:123", "attention", "true", "Accept-Language", "en", "CamelSqlQuery", "drop"));

        assertThat(exchange.getVariables()).containsOnlyKeys("state", "store_id", "attention", "limit", "language")
            .containsEntry("state", "at_cabinet").containsEntry("store_id", "grocery:123").containsEntry("attention", "true")
            .containsEntry("limit", 50).containsEntry("language", "en");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(exchange.getMessage().getBody()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "50", "200", "007"})
    void takesEveryLimitUpTo200(String limit) {
        assertThat(call(Map.of("limit", limit)).getVariable("limit")).isEqualTo(Integer.valueOf(limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "1000", "5.5", "ten", ""})
    void refusesAnyOtherLimit(String limit) {
        Refused.naming("limit", () -> call(Map.of("limit", limit)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "TRUE", ""})
    void refusesAnAttentionThatIsNoTruthValue(String attention) {
        Refused.naming("attention", () -> call(Map.of("attention", attention)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "store_id", "car_id", "cargo_ref_id", "performer_id", "attention", "limit", "cursor"})
    void refusesAValueThatCouldSteerTheQueryAndARepeatedOne(String parameter) {
        Refused.naming(parameter, () -> call(Map.of(parameter, "a'b")));
        Refused.naming(parameter, () -> call(Map.of(parameter, "a b")));
        Refused.naming(parameter, () -> call(Map.of(parameter, List.of("a", "b"))));
        Refused.naming(parameter, () -> call(Map.of(parameter, "x".repeat(129))));
    }

    @ParameterizedTest
    @CsvSource({"'not base64 url', cursor", "!!!!, cursor", "=, cursor"})
    void refusesACursorThatIsNone(String cursor, String parameter) {
        Refused.naming(parameter, () -> call(Map.of("cursor", cursor)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "here", "2026-01-05 10:00:01.000001+00", "2026-01-05 10:00:01+00/task-1", "now()'; drop table tasks/" + TASK, PLACE + "0",
        "9999999999/" + TASK, "------------------------------/" + TASK, "2026-13-05 10:00:01+00/" + TASK, "2026-02-30 10:00:01+00/" + TASK})
    void refusesACursorThatWeDidNotGive(String place) {
        Refused.naming("cursor", () -> call(Map.of("cursor", encoded(place) + (place.isEmpty() ? "=" : ""))));
    }

    @Test
    void findsThePlaceAfterThePageBefore() throws JsonProcessingException {
        String cursor = page(1, row(1), row(2)).path("cursor").asText();

        Exchange next = call(Map.of("cursor", cursor));

        assertThat(next.getVariables()).containsEntry("after_created", "2026-01-05 10:00:01.000001+00").containsEntry("after_task", TASK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-05 10:00:01+00", "2026-01-05 10:00:01.5+03", "2026-01-05 10:00:01.000001-03:30"})
    void takesThePlaceInWhateverTimeZoneTheDatabaseWroteIt(String moment) {
        assertThat(call(Map.of("cursor", encoded(moment + "/" + TASK))).getVariables()).containsEntry("after_created", moment);
    }

    @Test
    void givesNoCursorOnTheLastPage() throws JsonProcessingException {
        assertThat(page(2, row(1), row(2))).isEqualTo(json("{'tasks': [{'task_id': 't-1'}, {'task_id': 't-2'}]}"));
        assertThat(page(2)).isEqualTo(json("{'tasks': []}"));
    }

    @Test
    void doesNotShowTheRowThatOnlyTellsThatThereAreMore() throws JsonProcessingException {
        JsonNode page = page(2, row(1), row(2), row(3));

        assertThat(page.path("tasks").findValuesAsText("task_id")).containsExactly("t-1", "t-2");
        assertThat(page.path("cursor").asText()).isEqualTo(encoded(PLACE.replace("01.000001", "01.000002")));
    }

    @Test
    void refusesATaskThatNobodyKnows() {
        Exchange exchange = TestExchange.with();
        Refused.with(404, "task_not_found", () -> tasks.mustExist(exchange));

        exchange.getMessage().setBody("{}");
        assertThatCode(() -> tasks.mustExist(exchange)).doesNotThrowAnyException();
    }

    @Test
    void saysInWhichStateTheTaskIsThatCanNotBeChangedSo() {
        assertThatThrownBy(() -> tasks.wrongState(TestExchange.with("state", "at_cabinet"))).isInstanceOfSatisfying(ApiRefusal.class, refusal -> {
            assertThat(refusal.getStatus()).isEqualTo(409);
            assertThat(refusal.getCode()).isEqualTo("wrong_state");
            assertThat(refusal.getArgs()).containsExactly("at_cabinet");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"swapped", "vehicle_not_found", "vehicle_destroyed", "abandoned"})
    void takesTheOutcomesOfTheContract(String outcome) {
        assertThatCode(() -> tasks.outcomeMustBeKnown(TestExchange.with("outcome", outcome))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "not_needed", "superseded", "SWAPPED", "done"})
    void refusesAnyOtherOutcome(String outcome) {
        Refused.naming("outcome", () -> tasks.outcomeMustBeKnown(TestExchange.with("outcome", outcome)));
    }

    @Test
    void leavesTheTagOfItsOutcomeOnTheScooter() {
        assertThat(tasks.tagOfOutcome(TestExchange.with("outcome", "vehicle_not_found"))).isEqualTo("vehicle_not_found");
        assertThat(tasks.tagOfOutcome(TestExchange.with("outcome", "vehicle_destroyed"))).isEqualTo("vehicle_destroyed");
    }

    @Test
    void entersNothingForATaskThatNobodyKnows() {
        Exchange exchange = TestExchange.with("task_id", "task-1");

        Refused.with(404, "task_not_found", () -> tasks.mustExist(exchange));

        assertThat(exchange.getVariable("task_id")).isNull();
    }

    private Exchange call(Map<String, Object> parameters) {
        Exchange exchange = TestExchange.with();
        exchange.getMessage().setHeaders(new HashMap<>(parameters));
        exchange.getMessage().setBody("body");
        tasks.filter(exchange);
        return exchange;
    }

    private JsonNode page(int limit, Map<?, ?>... rows) throws JsonProcessingException {
        Exchange exchange = TestExchange.with("limit", limit);
        exchange.getMessage().setBody(List.of(rows));
        return json(tasks.page(exchange));
    }

    private static Map<String, Object> row(int number) {
        return Map.of("task", "{\"task_id\": \"t-" + number + "\"}", "place", PLACE.replace("01.000001", "01.00000" + number));
    }

    private static String encoded(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
