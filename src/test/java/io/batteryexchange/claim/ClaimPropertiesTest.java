package io.batteryexchange.claim;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.support.AnyJson;
import io.batteryexchange.support.TestExchange;
import io.batteryexchange.timeline.TimelineEntries;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.camel.Exchange;

/** Whatever cargo answers is read whole, or refused as unusable. */
class ClaimPropertiesTest {

    private static final JsonNode PAGE = json("{'cursor': 'next', 'events': [{'operation_id': 501, 'claim_id': 'claim-1', 'change_type': 'status_changed', 'new_status': 'accepted', 'revision': 4,"
        + " 'current_point_id': 17000000000001, 'updated_ts': '2026-01-05T10:00:01.000001+00:00'}, {'operation_id': 502, 'claim_id': 'claim-2', 'change_type': 'price', 'revision': 5}]}");

    @Property
    void aPageOfTheJournalIsReadOrUnusable(@ForAll("pages") JsonNode page, @ForAll("delays") String delay) throws JsonProcessingException {
        Exchange exchange = TestExchange.with("answer", page.deepCopy(), "polling_delay_ms", delay);
        try {
            new JournalPage().read(exchange);
        } catch (UpstreamAnswerUnusable unusable) {
            assertThat(exchange.getVariable("new_cursor")).as("nothing of it is taken").isNull();
            return;
        }
        JsonNode events = new ObjectMapper().readTree(exchange.getVariable("page_events", String.class));
        assertThat(events).hasSize(page.path("events").size()).allSatisfy(event -> assertThat(event.path("operation_id").canConvertToLong()).isTrue());
        assertThat(exchange.getVariable("page_events", String.class)).doesNotContain("\\u0000");
        assertThat(exchange.getVariable("new_cursor", String.class)).isNotEmpty();
        assertThat(exchange.getVariable("wait_ms", Long.class)).isBetween(0L, 300_000L);
    }

    @Property
    void aClaimIsReadOrUnusable(@ForAll("claims") JsonNode claim) {
        Exchange exchange = TestExchange.with("answer", claim);
        ClaimReading reading = new ClaimReading(new TimelineEntries());
        try {
            reading.read(exchange);
        } catch (UpstreamAnswerUnusable unusable) {
            assertThat(exchange.getVariables()).as("nothing of it is taken").containsOnlyKeys("answer");
            return;
        }
        assertThat(exchange.getVariable("claim_id", String.class)).isNotEmpty();
        assertThat(exchange.getVariable("claim_status", String.class)).isNotEmpty();
        for (String point : new String[] {"a", "b", "c"}) {
            assertThat(exchange.getVariable("point_" + point)).isInstanceOf(Long.class);
            assertThat(exchange.getVariable(point + "_closed")).isInstanceOf(Boolean.class);
        }
        assertThat(reading.leg(exchange)).isIn("none", "at_cabinet", "to_scooter", "at_scooter", "to_return", "at_return", "returning");
    }

    @Provide
    Arbitrary<JsonNode> pages() {
        return Arbitraries.oneOf(AnyJson.spoilt(PAGE), AnyJson.documents());
    }

    @Provide
    Arbitrary<String> delays() {
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(12), Arbitraries.strings().numeric().ofMaxLength(12)).injectNull(0.1);
    }

    @Provide
    Arbitrary<JsonNode> claims() {
        return Arbitraries.oneOf(Arbitraries.of("pickuped", "delivery_arrived", "returning", "failed").flatMap(status -> AnyJson.spoilt(ClaimAnswer.in(status).json())), AnyJson.documents());
    }
}
