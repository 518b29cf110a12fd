package io.batteryexchange.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.database.JsonText;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Reads a page of the claims journal (contracts, cargo-claims § 5) from variable {@code answer}. */
@Component("journal")
public class JournalPage {

    /** The longest pause that cargo may ask for, so that a nonsensical header can't stop the journal. */
    private static final long LONGEST_WAIT_MS = 300_000;

    /**
     * Sets {@code page_events} (JSON), {@code new_cursor}, {@code wait_ms} (from {@code X-Polling-Delay-Ms}, else 0) and {@code read_on}: there may be more now.
     *
     * @throws UpstreamAnswerUnusable a page without cursor, or an event without its key: nothing of it may be taken
     */
    public void read(Exchange exchange) {
        JsonNode page = exchange.getVariable("answer", JsonNode.class);
        String cursor = page.path("cursor").asText("");
        JsonNode events = page.path("events");
        if (cursor.isEmpty() || !events.isArray()) {
            throw new UpstreamAnswerUnusable("cargo claims/journal", "a page without cursor or events");
        }
        for (JsonNode event : events) {
            if (!isInt64(event.path("operation_id")) || !isInt64(event.path("revision"))
                || event.path("claim_id").asText("").isEmpty() || event.path("change_type").asText("").isEmpty()) {
                throw new UpstreamAnswerUnusable("cargo claims/journal", "an event without operation_id, claim_id, change_type or revision");
            }
            forgetUnreadable((ObjectNode) event);
        }
        long wait = waitMs(exchange.getVariable("polling_delay_ms", String.class));
        boolean moved = !cursor.equals(exchange.getVariable("poller_cursor", String.class));
        exchange.setVariable("page_events", JsonText.withoutNul(events.toString()));
        exchange.setVariable("new_cursor", cursor);
        exchange.setVariable("wait_ms", wait);
        exchange.setVariable("read_on", Boolean.toString(!events.isEmpty() && moved && wait == 0));
    }

    private static boolean isInt64(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    /** What only informs must not stop the page: an unreadable time or point is left out. */
    private static void forgetUnreadable(ObjectNode event) {
        if (!isInt64(event.path("current_point_id"))) {
            event.remove("current_point_id");
        }
        try {
            OffsetDateTime.parse(event.path("updated_ts").asText());
        } catch (DateTimeParseException e) {
            event.remove("updated_ts");
        }
    }

    private static long waitMs(String header) {
        if (header == null || !header.matches("[0-9]{1,9}")) {
            return 0;
        }
        return Math.min(Long.parseLong(header), LONGEST_WAIT_MS);
    }
}
