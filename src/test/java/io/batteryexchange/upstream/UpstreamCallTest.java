package io.batteryexchange.upstream;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.batteryexchange.support.TestExchange;
import io.batteryexchange.timeline.TimelineEntries;
import io.batteryexchange.trace.TestTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamCallTest {

    private static final String CALL = "scooter-accumulator cabinet/accumulator/book";

    private final Ambiguity unknownOutcome = new Ambiguity(new SimpleMeterRegistry());
    private final UpstreamCall call = new UpstreamCall(new ObjectMapper(), new TimelineEntries(), unknownOutcome, new AnswerContracts(new ObjectMapper()), TestTraces.off());
    private final Exchange exchange = TestExchange.with("cabinet_id", "c-7", "add_tag", "recharge_processing", "point_id", 17_000_000_000_001L);

    @Test
    void readsTheAnswerAndEntersTheCallOnceWithWhatItWasAbout() throws JsonProcessingException {
        call.begin(CALL, "cabinet_id, tag=add_tag, point_id, book_id=answer.book_id, nothing, none=answer.none", exchange);
        answer("200", 200, "{'book_id': 'b-1'}");

        assertThat(exchange.getVariable("answer")).isEqualTo(json("{'book_id': 'b-1'}"));
        assertThat(exchange.getMessage().getBody()).isEqualTo(json("{'book_id': 'b-1'}"));
        assertThat(exchange.getVariable("answer_status")).isEqualTo(200);
        assertThat(exchange.getVariable("answer_code")).isNull();
        JsonNode entry = onlyEntry();
        assertThat(entry.path("kind").asText()).isEqualTo("upstream_call");
        assertThat(entry.path("name").asText()).isEqualTo(CALL);
        assertThat(entry.path("outcome").asText()).isEqualTo("ok");
        assertThat(entry.path("detail").path("ms").isIntegralNumber()).isTrue();
        assertThat(entry.path("detail")).hasSize(7);
        assertThat(entry.path("detail").toString()).startsWith("{\"attempt\":1,\"book_id\":\"b-1\",\"cabinet_id\":\"c-7\",\"ms\":")
            .endsWith(",\"point_id\":17000000000001,\"status\":200,\"tag\":\"recharge_processing\"}");
    }

    @Test
    void entersOneEntryWithTheNumberOfItsTries() throws JsonProcessingException {
        call.begin(CALL, "", exchange);
        exchange.setException(new ConnectException());
        unknownOutcome.process(exchange);
        unknownOutcome.process(exchange);
        exchange.setException(null);
        answer("200", 200, "{'book_id': 'b-1'}");

        assertThat(onlyEntry().at("/detail/attempt").asInt()).isEqualTo(3);
    }

    @Test
    void handsAnExpectedRefusalOverWithItsCode() throws JsonProcessingException {
        call.begin(CALL, "", exchange);
        answer("200,409", 409, "{'code': 'no_accumulators', 'message': 'none left'}");

        assertThat(exchange.getVariable("answer_status")).isEqualTo(409);
        assertThat(exchange.getVariable("answer_code")).isEqualTo("no_accumulators");
        assertThat(onlyEntry().path("outcome").asText()).isEqualTo("failed");
        assertThat(onlyEntry().at("/detail/code").asText()).isEqualTo("no_accumulators");
        assertThat(onlyEntry().at("/detail/status").asInt()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {
        "400 | `{'code': 'bad_point', 'message': 'm'}` | bad_point",
        "404 | `{'message': 'm'}`                      | none",
        "403 | `{'code': null}`                        | none",
        "403 | `['code']`                              | none",
        "401 | none                                    | none",
        "404 | `<html>Not found</html>`                | none",
        "429 | `{`                                     | none"}, quoteCharacter = '`')
    void throwsAnUnexpectedRefusalWithItsCodeAndEntersItOnce(int status, String body, String code) throws JsonProcessingException {
        call.begin(CALL, "", exchange);

        assertThatThrownBy(() -> answer("200,409", status, body)).isInstanceOfSatisfying(UpstreamRefusal.class, refusal -> {
            assertThat(refusal.getStatus()).isEqualTo(status);
            assertThat(refusal.getCode()).isEqualTo(code);
            assertThat(refusal).hasMessage(CALL + " was refused with " + status + (code == null ? "" : " " + code));
            fail(refusal);
        });

        assertThat(onlyEntry().path("outcome").asText()).isEqualTo("failed");
        assertThat(onlyEntry().at("/detail/code").asText(null)).isEqualTo(code);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "[]", "null", "5", "'text'"})
    void refusesASuccessWithoutAJsonObject(String body) {
        assertUnusable(body == null ? null : body.replace('\'', '"'), CALL + " answered unusably: 200 without a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>maintenance</html>", "{", "{\"a\":}", "OK"})
    void refusesASuccessThatIsNotJson(String body) {
        assertUnusable(body, CALL + " answered unusably: 200 with something that is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'book_id': 5}", "{'book_id': ''}", "{'book_id': 'b-1\\u000a'}", "{'book_id': 'b-1\\u2028'}"})
    void refusesAnAnswerAgainstTheContractOfItsCall(String body) throws JsonProcessingException {
        call.begin(CALL, "book_id=answer.book_id", exchange);

        assertThatThrownBy(() -> answer("200", 200, body)).isInstanceOfSatisfying(UpstreamAnswerUnusable.class, this::fail)
            .hasMessageStartingWith(CALL + " answered unusably: $").hasMessageContaining("book_id");

        assertThat(exchange.getVariable("answer")).as("nothing of it is taken over").isNull();
        assertThat(onlyEntry().path("outcome").asText()).isEqualTo("failed");
        assertThat(onlyEntry().path("detail").toString()).contains("answered unusably").doesNotContain("\\u000a").doesNotContain("\u2028");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>no such page</html>", "", "{}", "{'code': 404}"})
    void doesNotMistakeAGatewaysRefusalForThePartners(String body) {
        call.begin("scooter-accumulator cabinet/accumulator/unbook", "", exchange);

        assertThatThrownBy(() -> answer("200,404=done", 404, body)).isInstanceOf(UpstreamAnswerUnusable.class)
            .hasMessage("scooter-accumulator cabinet/accumulator/unbook answered unusably: 404 without an error code");
    }

    @Test
    void keepsNoHeadersOfThePartner() {
        call.begin(CALL, "", exchange);
        exchange.getMessage().setHeader("task_id", "another task");
        answer("200", 200, "{'book_id': 'b-1'}");

        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    @Test
    void refusesAnOversizedAnswer() {
        assertUnusable("{\"a\":\"" + "x".repeat(8 * 1024 * 1024) + "\"}", CALL + " answered unusably: more than 8388608 characters");
    }

    @Test
    void refusesAnAnswerNestedTooDeep() {
        assertUnusable("{\"a\":".repeat(100_000), CALL + " answered unusably: 200 with something that is not JSON");
    }

    @Test
    void doesNotMistakeAnAnswerForTheOneOfTheCallBefore() {
        call.begin(CALL, "", exchange);
        answer("200,409", 409, "{'code': 'no_accumulators'}");

        call.begin("cargo claims/info", "", exchange);

        assertThat(exchange.getVariables()).doesNotContainKeys("answer", "answer_status", "answer_code", "call_not_entered");
        assertThat(exchange.getVariable("call")).isEqualTo("cargo claims/info");
    }

    @Test
    void doesNotFillTheTimelineWithReadsForAScreen() throws JsonProcessingException {
        call.beginRead(CALL, "", exchange);
        answer("200", 200, "{'book_id': 'b-1'}");

        assertThat(timeline()).isEmpty();
    }

    @Test
    void entersAReadForAScreenWhenItFails() throws JsonProcessingException {
        call.beginRead(CALL, "", exchange);
        answer("200,404", 404, "{'code': 'not_found'}");

        assertThat(onlyEntry().path("outcome").asText()).isEqualTo("failed");
    }

    @Test
    void entersACallThatGotNoAnswer() throws JsonProcessingException {
        call.begin(CALL, "cabinet_id", exchange);
        fail(new SocketTimeoutException("Read\r\ntimed out"));

        assertThat(onlyEntry().path("outcome").asText()).isEqualTo("failed");
        assertThat(onlyEntry().at("/detail/error").asText()).isEqualTo("SocketTimeoutException: Read timed out");
        assertThat(onlyEntry().at("/detail/cabinet_id").asText()).isEqualTo("c-7");
        assertThat(onlyEntry().path("detail").has("status")).isFalse();
    }

    @Test
    void entersTheStatusOfAServerErrorThatTheBreakerWrapped() throws JsonProcessingException {
        call.begin(CALL, "", exchange);
        fail(new RuntimeCamelException(new HttpOperationFailedException("http://127.0.0.1/", 503, "Service Unavailable", null, Map.of(), "")));

        assertThat(onlyEntry().at("/detail/status").asInt()).isEqualTo(503);
    }

    @Test
    void tellsNeitherTheAddressNorTheAnswer() throws JsonProcessingException {
        call.begin(CALL, "", exchange);
        fail(new HttpOperationFailedException("http://login:pw@cargo/x?token=t", 503, "Bearer t", null, Map.of(), "Bearer t"));
        assertThat(onlyEntry().at("/detail/error").asText()).isEqualTo("HttpOperationFailedException");

        TimelineEntries.of(exchange).clear();
        fail(new java.net.UnknownHostException("login:pw@cargo"));
        assertThat(onlyEntry().at("/detail/error").asText()).isEqualTo("UnknownHostException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer cabinet-token", "a\\u000ab", "a\\u202eb", "01234567890123456789012345678901234567890"})
    void takesNoCodeThatIsNone(String code) {
        call.begin(CALL, "", exchange);

        assertThatThrownBy(() -> answer("4xx", 409, "{'code': '" + code + "'}")).isInstanceOf(UpstreamAnswerUnusable.class).hasMessageEndingWith("409 without an error code");
    }

    @Test
    void cutsALongReason() throws JsonProcessingException {
        call.begin(CALL, "", exchange);
        fail(new IllegalStateException("x".repeat(5000)));
        assertThat(onlyEntry().at("/detail/error").asText()).hasSize("IllegalStateException: ".length() + 201);

        TimelineEntries.of(exchange).clear();
        fail(new IllegalStateException());
        assertThat(onlyEntry().at("/detail/error").asText()).isEqualTo("IllegalStateException");
    }

    @Test
    void callsOfOneExchangeShareATraceAndHaveTheirOwnSpans() {
        call.begin(CALL, "", exchange);
        String first = call.traceparent(exchange);
        call.begin("cargo claims/info", "", exchange);
        String second = call.traceparent(exchange);

        assertThat(first).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(second).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01").startsWith(first.substring(0, 35)).isNotEqualTo(first);
    }

    @Test
    void exchangesHaveTracesOfTheirOwn() {
        Set<String> traces = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Exchange another = TestExchange.with();
            call.begin(CALL, "", another);
            traces.add(another.getVariable("trace_id", String.class));
        }

        assertThat(traces).hasSize(1000).doesNotContain("0".repeat(32));
    }

    private void answer(String expected, int status, String body) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setBody(body == null ? null : body.replace('\'', '"'));
        call.answered(expected, exchange);
    }

    private void assertUnusable(String body, String sentence) {
        call.begin(CALL, "", exchange);
        assertThatThrownBy(() -> answer("200", 200, body)).isInstanceOf(UpstreamAnswerUnusable.class).hasMessage(sentence);
    }

    private void fail(Throwable failure) {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        call.failed(exchange);
    }

    private JsonNode onlyEntry() throws JsonProcessingException {
        assertThat(timeline()).hasSize(1);
        return timeline().get(0);
    }

    /** Without what is for the ambiguity ledger. */
    private JsonNode timeline() throws JsonProcessingException {
        ArrayNode entries = (ArrayNode) new ObjectMapper().readTree(TimelineEntries.of(exchange).textWhenSaved()); // as it is, apostrophes and all
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).path("kind").asText().equals("ambiguity")) {
                entries.remove(i);
            }
        }
        return entries;
    }
}
