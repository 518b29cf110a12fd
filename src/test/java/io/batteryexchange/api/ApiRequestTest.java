package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.support.Refused;
import io.batteryexchange.support.TestExchange;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRequestTest {

    private final ApiRequest request = new ApiRequest(new ObjectMapper());
    private final Exchange exchange = TestExchange.with();

    @Test
    void takesNamedQueryParametersOnlyAndDropsWhateverElseCameFromOutside() {
        header("cargo_ref_id", "claim-1");
        header("point_id", "17000000000001");
        header("CamelHttpUri", "http://elsewhere.example");
        header("claim_live", "true");
        header("Accept-Language", "en");
        header(VerifiedCallerFilter.HEADER, "courier-5");
        exchange.getMessage().setBody("smuggled");

        request.query("cargo_ref_id, point_id", exchange);

        assertThat(exchange.getVariables()).containsOnlyKeys("cargo_ref_id", "point_id", "language", "caller")
            .containsEntry("cargo_ref_id", "claim-1").containsEntry("point_id", 17_000_000_000_001L)
            .containsEntry("language", "en").containsEntry("caller", "courier-5");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(exchange.getMessage().getBody()).isNull();
    }

    @Test
    void takesNothingButTheCallerWhereACallHasNoParameters() {
        header("state", "done");
        header(VerifiedCallerFilter.HEADER, "operator-1");
        exchange.getMessage().setBody("smuggled");

        request.nothing(exchange);

        assertThat(exchange.getVariables()).containsOnlyKeys("caller");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(exchange.getMessage().getBody()).isNull();
    }

    @Test
    void takesNamedFieldsOfABodyOnly() {
        exchange.getMessage().setBody("{\"cargo_ref_id\": \"claim-1\", \"point_id\": 17000000000001, \"claim_live\": true, \"more\": {\"a\": 1}}");
        header("cargo_ref_id", "claim-of-the-query");

        request.body("cargo_ref_id, point_id", exchange);

        assertThat(exchange.getVariable("cargo_ref_id")).isEqualTo("claim-1");
        assertThat(exchange.getVariable("point_id")).isEqualTo(17_000_000_000_001L);
        assertThat(exchange.getVariable("claim_live")).isNull();
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(exchange.getMessage().getBody()).isNull();
    }

    @Test
    void refusesAMissingQueryParameter() {
        header("cargo_ref_id", "claim-1");

        Refused.naming("point_id", () -> request.query("cargo_ref_id, point_id", exchange));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "a'b", "a\"b", "a;b", "a&b", "a=b", "a?b", "a%20b", "a\\b", "a{b}", "$a", "кот", "a\u0000"})
    void refusesAnIdThatCouldSteerAQueryAPathOrALogLine(String id) {
        header("cargo_ref_id", id);

        Refused.naming("cargo_ref_id", () -> request.query("cargo_ref_id", exchange));
    }

    @Test
    void refusesAnIdOfMoreThan128Characters() {
        header("cargo_ref_id", "x".repeat(128));
        request.query("cargo_ref_id", exchange);
        header("cargo_ref_id", "x".repeat(129));

        Refused.naming("cargo_ref_id", () -> request.query("cargo_ref_id", exchange));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c-7/3", "grocery:123", "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "a.b_c+d@e"})
    void takesTheIdsThatUpstreamsUse(String id) {
        header("cell_id", id);

        request.query("cell_id", exchange);

        assertThat(exchange.getVariable("cell_id")).isEqualTo(id);
    }

    @Test
    void refusesARepeatedQueryParameter() {
        header("cargo_ref_id", List.of("claim-1", "claim-2"));

        Refused.naming("cargo_ref_id", () -> request.query("cargo_ref_id", exchange));
    }

    @ParameterizedTest
    @CsvSource({"0", "9223372036854775807", "-9223372036854775808", "2147483648"})
    void takesEveryInt64AsPoint(String point) {
        header("point_id", point);

        request.query("point_id", exchange);

        assertThat(exchange.getVariable("point_id")).isEqualTo(Long.valueOf(point));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "99999999999999999999", "1.5", "1e3", "0x10", "a", "+1", "-", "1_000"})
    void refusesAPointThatIsNoInt64(String point) {
        header("point_id", point);

        Refused.naming("point_id", () -> request.query("point_id", exchange));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "\"5\"", "9223372036854775807", "\"-9223372036854775808\""})
    void takesAPointAsNumberOrAsDigits(String value) {
        exchange.getMessage().setBody("{\"point_id\": " + value + "}");

        request.body("point_id", exchange);

        assertThat(exchange.getVariable("point_id")).isEqualTo(Long.valueOf(value.replace("\"", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "1.5", "1e3", "9223372036854775808", "123456789012345678901234567890", "\"\"", "\"x\"", "\"1.0\"", "[1]", "{}"})
    void refusesAPointOfABodyThatIsNoInt64(String value) {
        exchange.getMessage().setBody("{\"point_id\": " + value + "}");

        Refused.naming("point_id", () -> request.body("point_id", exchange));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "true", "\"\"", "\"a b\"", "[\"claim-1\"]", "{\"id\": \"claim-1\"}"})
    void refusesAFieldThatIsNoId(String value) {
        exchange.getMessage().setBody("{\"cargo_ref_id\": " + value + "}");

        Refused.naming("cargo_ref_id", () -> request.body("cargo_ref_id", exchange));
    }

    @Test
    void refusesAMissingField() {
        exchange.getMessage().setBody("{\"cargo_ref_id\": \"claim-1\"}");

        Refused.naming("performer_id", () -> request.body("cargo_ref_id, performer_id", exchange));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "null", "[]", "\"text\"", "5", "{", "{\"a\": }", "<xml/>"})
    void refusesABodyThatIsNoJsonObject(String body) {
        exchange.getMessage().setBody(body);

        Refused.naming("body", () -> request.body("cargo_ref_id", exchange));
    }

    @Test
    void refusesAMissingBody() {
        Refused.naming("body", () -> request.body("cargo_ref_id", exchange));
    }

    @Test
    void refusesABodyNestedTooDeep() {
        exchange.getMessage().setBody("{\"a\":".repeat(100_000));

        Refused.naming("body", () -> request.body("cargo_ref_id", exchange));
    }

    @Test
    void knowsTheLanguageOfARefusedCall() {
        header("Accept-Language", "en");

        Refused.naming("cargo_ref_id", () -> request.query("cargo_ref_id", exchange));

        assertThat(exchange.getVariable("language")).isEqualTo("en");
    }

    @Test
    void takesAChangeFromItsPathAndItsBody() {
        header("task_id", "task-1");
        header("reason", "of the query");
        header(VerifiedCallerFilter.HEADER, "ivanova");
        exchange.getMessage().setBody("{\"replan\": false, \"reason\": \"Улица закрыта, до 18:00 (снег)\", \"task_id\": \"task-2\"}");

        request.change("task_id", "replan, reason", exchange);

        assertThat(exchange.getVariables()).containsOnlyKeys("task_id", "replan", "reason", "caller")
            .containsEntry("task_id", "task-1").containsEntry("replan", false).containsEntry("reason", "Улица закрыта, до 18:00 (снег)").containsEntry("caller", "ivanova");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(exchange.getMessage().getBody()).isNull();
    }

    @Test
    void takesAChangeWithoutAPath() {
        exchange.getMessage().setBody("{\"scope\": \"grocery:123\", \"on\": true, \"reason\": \"r\"}");

        request.change("", "scope, on, reason", exchange);

        assertThat(exchange.getVariables()).containsEntry("scope", "grocery:123").containsEntry("on", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "0", "null", "\"\"", "[]", "{}"})
    void refusesASwitchThatIsNeitherOnNorOff(String value) {
        for (String name : new String[] {"replan", "on"}) {
            exchange.getMessage().setBody("{\"" + name + "\": " + value + "}");

            Refused.naming(name, () -> request.change("", name, exchange));
        }
    }

    @Test
    void refusesASwitchThatIsMissing() {
        exchange.getMessage().setBody("{}");

        Refused.naming("replan", () -> request.change("", "replan", exchange));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"   \"", "\"two\\nlines\"", "\"\\u0000\"", "\"\\u001b[31m\"", "7", "true", "null", "[\"r\"]"})
    void refusesAReasonThatIsNoSentence(String reason) {
        exchange.getMessage().setBody("{\"reason\": " + reason + "}");

        Refused.naming("reason", () -> request.change("", "reason", exchange));
    }

    @Test
    void refusesAReasonThatIsTooLong() {
        exchange.getMessage().setBody("{\"reason\": \"" + "я".repeat(500) + "\"}");
        request.change("", "reason", exchange);
        assertThat(exchange.getVariable("reason", String.class)).hasSize(500);

        exchange.getMessage().setBody("{\"reason\": \"" + "я".repeat(501) + "\"}");
        Refused.naming("reason", () -> request.change("", "reason", exchange));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a'b", "x\ny"})
    void refusesAPathThatCouldSteerAQuery(String task) {
        header("task_id", task);
        exchange.getMessage().setBody("{\"reason\": \"r\"}");

        Refused.naming("task_id", () -> request.change("task_id", "reason", exchange));
    }

    private void header(String name, Object value) {
        exchange.getMessage().setHeader(name, value);
    }
}
