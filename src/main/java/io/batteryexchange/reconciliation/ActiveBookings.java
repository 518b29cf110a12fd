package io.batteryexchange.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.cabinet.Booking;
import io.batteryexchange.cabinet.Leg;
import io.batteryexchange.database.JsonText;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import io.batteryexchange.upstream.UpstreamMoment;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The list of active bookings as scooter-accumulator tells it (contracts, scooter-accumulator), all pages in variable {@code active_bookings}. */
@Component("activeBookings")
public class ActiveBookings {

    private static final String CALL = "scooter-accumulator cabinet/bookings";

    private final ObjectMapper json;

    ActiveBookings(ObjectMapper json) {
        this.json = json;
    }

    public void begin(Exchange exchange) {
        exchange.setVariable("active_bookings", new LinkedHashMap<String, Map<String, Object>>());
    }

    /**
     * Takes the page in variable {@code page}.
     *
     * @throws UpstreamAnswerUnusable a page without its list, or a booking without its ids: what is missing would look as if it were gone
     */
    public void collect(Exchange exchange) {
        JsonNode page = exchange.getVariable("page", JsonNode.class).path("bookings");
        if (!page.isArray()) {
            throw new UpstreamAnswerUnusable(CALL, "no list of bookings");
        }
        for (JsonNode booking : page) {
            String bookId = booking.path("book_id").asText("");
            String cabinetId = booking.path("cabinet_id").asText("");
            if (bookId.isEmpty() || cabinetId.isEmpty()) {
                throw new UpstreamAnswerUnusable(CALL, "a booking without book_id or cabinet_id");
            }
            active(exchange).put(bookId, row(bookId, cabinetId, UpstreamMoment.text(booking.path("created_at").asText(null))));
        }
    }

    /** Those rows of variable {@code booked_tasks} whose {@code book_id} is not in the list. */
    public List<Map<String, Object>> gone(Exchange exchange) {
        return rows(exchange, "booked_tasks").stream().filter(task -> !active(exchange).containsKey(task.get("book_id"))).toList();
    }

    /** Those rows of variable {@code unowned} whose {@code book_id} is in the list. */
    public List<Map<String, Object>> stillActive(Exchange exchange) {
        return rows(exchange, "unowned").stream().filter(booking -> active(exchange).containsKey(booking.get("book_id"))).toList();
    }

    /** A worker has something to do for the task in hand and his step did not fail yet: it may be the very one that ended the booking. */
    public boolean workerComesFirst(Exchange exchange) {
        boolean somethingToDo = exchange.getVariable("events_pending", 0, Integer.class) > 0
            || exchange.getVariable("assign_performer", false, Boolean.class) || exchange.getVariable("cancel_as") != null;
        return somethingToDo && exchange.getVariable("tries", 0, Integer.class) == 0;
    }

    /** The list as the SQL takes it. */
    public String json(Exchange exchange) throws JsonProcessingException {
        return text(active(exchange).values());
    }

    /** The same for the one booking in variables {@code book_id}, {@code cabinet_id}, {@code created_at}. */
    public String one(Exchange exchange) throws JsonProcessingException {
        return text(List.of(row(exchange.getVariable("book_id", String.class), exchange.getVariable("cabinet_id", String.class),
            exchange.getVariable("created_at", String.class))));
    }

    /** Was anything taken from the booking in variable {@code answer}, through a cell or by hand? */
    public boolean taken(Exchange exchange) {
        return Booking.read(exchange.getVariable("answer", JsonNode.class)).done(Leg.PICKUP) > 0;
    }

    private String text(Collection<Map<String, Object>> bookings) throws JsonProcessingException {
        return JsonText.withoutNul(json.writeValueAsString(bookings));
    }

    private static Map<String, Object> row(String bookId, String cabinetId, String createdAt) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("book_id", bookId);
        row.put("cabinet_id", cabinetId);
        row.put("created_at", createdAt);
        return row;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> active(Exchange exchange) {
        return exchange.getVariable("active_bookings", Map.class);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Exchange exchange, String variable) {
        return exchange.getVariable(variable, List.class);
    }
}
