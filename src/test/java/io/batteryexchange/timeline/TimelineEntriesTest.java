package io.batteryexchange.timeline;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.support.TestExchange;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class TimelineEntriesTest {

    private final TimelineEntries entries = new TimelineEntries();
    private final Exchange exchange = TestExchange.with("book_id", "b-1", "distance_km", 1.5, "closed", true, "store_id", new StringBuilder("grocery:1"));

    @Test
    void entersTheNamedVariablesThatHaveAValue() throws JsonProcessingException {
        entries.decision("cabinet chosen", "book_id, distance_km,closed  store_id, cabinet_id", exchange);

        assertEntry("{'kind': 'decision', 'name': 'cabinet chosen', 'outcome': 'ok', "
            + "'detail': {'book_id': 'b-1', 'closed': true, 'distance_km': 1.5, 'store_id': 'grocery:1'}}");
    }

    @Test
    void entersAVariableUnderAnotherName() throws JsonProcessingException {
        entries.decision("booked", "id=book_id, none=cabinet_id", exchange);

        assertEntry("{'kind': 'decision', 'name': 'booked', 'outcome': 'ok', 'detail': {'id': 'b-1'}}");
    }

    @Test
    void entersACallWhoseAnswerGotLostOnceItIsFoundDone() throws JsonProcessingException {
        entries.foundDone("scooter-accumulator cabinet/accumulator/book", "book_id", exchange);

        JsonNode timeline = json(TimelineEntries.of(exchange).textWhenSaved());
        assertThat(timeline).extracting(entry -> entry.path("kind").asText()).containsExactly("upstream_call", "ambiguity");
        assertThat(timeline).extracting(entry -> entry.path("outcome").asText()).containsExactly("ok", "found done");
        assertThat(timeline.get(0).path("detail")).isEqualTo(json("{'book_id': 'b-1', 'resolved': 'found done'}"));
    }

    @Test
    void entersWithoutDetailsWhereNoneAreNamed() throws JsonProcessingException {
        entries.setback("no cabinet", null, exchange);
        assertEntry("{'kind': 'decision', 'name': 'no cabinet', 'outcome': 'failed', 'detail': {}}");

        TimelineEntries.of(exchange).clear();
        entries.setback("no cabinet", " ", exchange);
        assertEntry("{'kind': 'decision', 'name': 'no cabinet', 'outcome': 'failed', 'detail': {}}");
    }

    @Test
    void keepsTheValueOfTheMomentNotOfTheSave() throws JsonProcessingException {
        entries.decision("booked", "book_id", exchange);
        exchange.setVariable("book_id", "b-2");

        assertEntry("{'kind': 'decision', 'name': 'booked', 'outcome': 'ok', 'detail': {'book_id': 'b-1'}}");
    }

    @Test
    void entersWhatACourierDid() throws JsonProcessingException {
        entries.courierAction("open cell", "failed", "book_id", exchange);

        assertEntry("{'kind': 'courier_action', 'name': 'open cell', 'outcome': 'failed', 'detail': {'book_id': 'b-1'}}");
    }

    @Test
    void takesBackOnlyTheEventsWhoseHandlingFailed() throws JsonProcessingException {
        entries.claimEvent(exchange, "accepted", "ok", Map.of("operation_id", 501));
        entries.upstreamCall(exchange, "cargo claims/info", "ok", Map.of("status", 200));

        entries.forgetUnsavedEvents(exchange);

        assertEntry("{'kind': 'upstream_call', 'name': 'cargo claims/info', 'outcome': 'ok', 'detail': {'status': 200}}");
    }

    private void assertEntry(String expected) throws JsonProcessingException {
        JsonNode timeline = json(TimelineEntries.of(exchange).textWhenSaved());
        assertThat(timeline).hasSize(1);
        JsonNode entry = ((ObjectNode) timeline.get(0)).without("ago");
        assertThat(entry).isEqualTo(json(expected));
    }
}
