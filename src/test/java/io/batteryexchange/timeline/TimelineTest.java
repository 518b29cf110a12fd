package io.batteryexchange.timeline;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final Timeline timeline = new Timeline();

    @Test
    void tellsHowLongAgoEachEntryHappenedSoThatNoClockOfANodeMatters() throws JsonProcessingException {
        long before = System.nanoTime();
        timeline.enter("decision", "first", "ok", Map.of());
        await().until(() -> System.nanoTime() - before > 5_000_000);
        timeline.enter("decision", "second", "ok", Map.of());
        JsonNode entries = json(timeline.textWhenSaved());
        double elapsed = (System.nanoTime() - before) / 1e6;

        double first = entries.get(0).path("ago").asDouble();
        double second = entries.get(1).path("ago").asDouble();
        assertThat(entries.get(0).path("ago").isNumber()).isTrue();
        assertThat(second).isNotNegative().isLessThan(first);
        assertThat(first).isBetween(5.0, elapsed);
    }

    @Test
    void anEntryGrowsOlderUntilItIsWritten() throws JsonProcessingException {
        timeline.enter("decision", "first", "ok", Map.of());
        double early = json(timeline.textWhenSaved()).at("/0/ago").asDouble();

        await().until(() -> json(timeline.textWhenSaved()).at("/0/ago").asDouble() > early);
    }

    @Test
    void keepsTheOrderOfEntriesAndSortsTheirDetails() throws JsonProcessingException {
        timeline.enter("upstream_call", "cargo claims/accept", "failed", Map.of("status", 409, "code", "offer_expired", "attempt", 1));
        timeline.enter("decision", "replan", "ok", Map.of());

        JsonNode entries = json(timeline.textWhenSaved());
        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).path("kind").asText()).isEqualTo("upstream_call");
        assertThat(entries.get(0).path("name").asText()).isEqualTo("cargo claims/accept");
        assertThat(entries.get(0).path("outcome").asText()).isEqualTo("failed");
        assertThat(entries.get(0).path("detail").toString()).isEqualTo("{\"attempt\":1,\"code\":\"offer_expired\",\"status\":409}");
        assertThat(entries.get(1).path("name").asText()).isEqualTo("replan");
    }

    @Test
    void isAnEmptyListWhenNothingHappened() throws JsonProcessingException {
        assertThat(timeline.textWhenSaved()).isEqualTo("[]");
    }

    @Test
    void forgetsWhatWasWritten() throws JsonProcessingException {
        timeline.enter("decision", "first", "ok", Map.of());

        timeline.clear();

        assertThat(timeline.textWhenSaved()).isEqualTo("[]");
    }
}
