package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.support.AnyJson;
import io.batteryexchange.support.TestExchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;

/** Whatever a caller sends is read, or refused as his mistake. */
@Tag("upgrade")
class InputPropertiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final ApiRequest request = new ApiRequest(JSON);

    @Property
    void aParameterIsAnIdOrRefused(@ForAll String value) {
        Exchange exchange = TestExchange.with();
        exchange.getMessage().setHeader("cargo_ref_id", value);
        exchange.getMessage().setHeader("point_id", value);

        readOrRefused(() -> request.query("cargo_ref_id", exchange), () -> assertThat(exchange.getVariable("cargo_ref_id", String.class)).isEqualTo(value).matches("[A-Za-z0-9._:/@+-]{1,128}"));
        exchange.getMessage().setHeader("point_id", value);
        readOrRefused(() -> request.query("point_id", exchange), () -> assertThat(exchange.getVariable("point_id")).isEqualTo(Long.valueOf(value)));
    }

    @Property
    void anyPointIsRead(@ForAll long point) {
        Exchange exchange = TestExchange.with();
        exchange.getMessage().setBody("{\"point_id\": " + point + "}");

        request.body("point_id", exchange);

        assertThat(exchange.getVariable("point_id")).isEqualTo(point);
    }

    @Property
    void aBodyIsReadOrRefused(@ForAll("bodies") String body) {
        Exchange exchange = TestExchange.with();
        exchange.getMessage().setBody(body);

        readOrRefused(() -> request.change("", "scope, on, reason", exchange), () -> {
            assertThat(exchange.getVariable("on")).isInstanceOf(Boolean.class);
            assertThat(exchange.getVariable("reason", String.class)).isNotBlank().matches("(?s)[^\\p{Cc}\\p{Cs}]{1,500}");
        });
        assertThat(exchange.getVariables().keySet()).isSubsetOf("scope", "on", "reason", "language", "caller");
    }

    @Property
    void aQueryIsReadOrRefused(@ForAll("queries") String query) {
        readOrRefused(() -> Query.read(query), () -> { });
    }

    @Property
    void aQueryMeansWhatWasEncoded(@ForAll("whole") String name, @ForAll("whole") String value) {
        String pair = URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);

        assertThat(Query.read("a=1&" + pair + "&b&a=2")).containsEntry("b", List.of("")).containsAllEntriesOf(
            name.equals("a") ? Map.of("a", List.of("1", value, "2")) : name.equals("b") ? Map.of() : Map.of(name, List.of(value), "a", List.of("1", "2")));
    }

    @Property
    void bytesAreAJsonDocumentOrNothing(@ForAll byte[] bytes) {
        assertThat(StrictJson.read(bytes)).isNotNull();
    }

    @Property
    void aJsonDocumentIsReadAsItIs(@ForAll("documents") JsonNode document) throws JsonProcessingException {
        String text = JSON.writeValueAsString(document);
        Optional<JsonNode> read = StrictJson.read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(read).hasValueSatisfying(same -> assertThat(same.toString()).isEqualTo(jsonOf(text)));
        assertThat(StrictJson.read((text + " x").getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(StrictJson.read(("{\"a\":" + text + ",\"a\":1}").getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(StrictJson.read(("[".repeat(StrictJson.DEEPEST) + text + "]".repeat(StrictJson.DEEPEST)).getBytes(StandardCharsets.UTF_8)).isPresent()).isEqualTo(document.isValueNode());
    }

    @Property
    void anyAcceptLanguageIsRussianOrEnglish(@ForAll("languages") String header) {
        assertThat(new Texts().language(header)).isIn(Locale.forLanguageTag("ru"), Locale.ENGLISH);
    }

    private static String jsonOf(String text) {
        try {
            return JSON.readTree(text).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void readOrRefused(Runnable reading, Runnable whatItRead) {
        try {
            reading.run();
        } catch (ApiRefusal refusal) {
            assertThat(refusal.getStatus()).isEqualTo(400);
            assertThat(refusal.getCode()).isEqualTo("bad_request");
            assertThat(refusal.getArgs()).hasSize(1);
            return;
        }
        whatItRead.run();
    }

    @Provide
    Arbitrary<String> bodies() {
        JsonNode good = TestExchange.json("{'scope': 'grocery:123', 'on': true, 'reason': 'snow', 'more': [{'a': 1}]}");
        return Arbitraries.oneOf(Arbitraries.strings(), AnyJson.spoilt(good).map(JsonNode::toString), AnyJson.documents().map(JsonNode::toString));
    }

    @Provide
    Arbitrary<String> queries() {
        return Arbitraries.strings().withChars("abcF0129%%%%&&==+-._~").ofMaxLength(40);
    }

    /** No half surrogate pairs: they can't be encoded. */
    @Provide
    Arbitrary<String> whole() {
        return Arbitraries.strings().ofMaxLength(20).filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        return AnyJson.documents().filter(document -> StandardCharsets.UTF_8.newEncoder().canEncode(document.toString()));
    }

    @Provide
    Arbitrary<String> languages() {
        return Arbitraries.oneOf(Arbitraries.strings(), Arbitraries.strings().withChars("enruENxi*-,;=q.019 \t").ofMaxLength(60),
            Arbitraries.of("en", "ru", "*", "-", "x-", "i-", "en-", "q=", ";q=0.5", ",", ";", "zh-Hant-CN-x-private", "i-klingon").list().ofMaxSize(8).map(parts -> String.join(",", parts)));
    }
}
