package io.batteryexchange.claim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.timeline.TimelineEntries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Reads claims and their events into variables. A claim: {@code claim_id}, {@code claim_status}, {@code claim_version}, {@code claim_revision},
 * {@code point_a|b|c|return}, {@code a|b|c_closed}, {@code picked_up} (A was served), {@code swap_served} (B was), and {@code performer_id} where cargo tells it.
 */
@Component("claim")
public class ClaimReading {

    /** Statuses that end a claim (cargo-claims § 6, T). */
    private static final Set<String> TERMINAL = Set.of("performer_not_found", "delivered_finish", "returned_finish", "failed", "cancelled",
        "cancelled_with_payment", "cancelled_by_taxi", "cancelled_with_items_on_hands");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<ArrayList<Map<String, Object>>> EVENTS = new TypeReference<>() { };

    private final TimelineEntries timeline;

    ClaimReading(TimelineEntries timeline) {
        this.timeline = timeline;
    }

    /** Takes the claim in variable {@code answer} over. */
    public void read(Exchange exchange) {
        take(Claim.read(exchange.getVariable("answer", JsonNode.class), taskId(exchange)), exchange);
    }

    private static void take(Claim claim, Exchange exchange) {
        exchange.setVariable("claim_id", claim.id());
        exchange.setVariable("claim_status", claim.status());
        exchange.setVariable("claim_version", claim.version());
        exchange.setVariable("claim_revision", claim.revision());
        exchange.setVariable("point_a", claim.a().id());
        exchange.setVariable("point_b", claim.b().id());
        exchange.setVariable("point_c", claim.c().id());
        exchange.setVariable("a_closed", claim.a().closed());
        exchange.setVariable("b_closed", claim.b().closed());
        exchange.setVariable("c_closed", claim.c().closed());
        if (claim.returnPoint() != null) {
            exchange.setVariable("point_return", claim.returnPoint());
        }
        exchange.setVariable("picked_up", claim.a().served());
        exchange.setVariable("swap_served", claim.b().served());
        if (claim.performerId() != null) {
            exchange.setVariable("claim_performer_id", claim.performerId());
        }
    }

    /**
     * As {@link #read}, for the claim of the event in hand.
     *
     * @throws ClaimOlderThanEvent cargo shows the claim as it was before the event
     */
    public void readForEvent(Exchange exchange) {
        read(exchange);
        long revision = exchange.getVariable("claim_revision", Long.class);
        long eventRevision = exchange.getVariable("event_revision", Long.class);
        if (revision < eventRevision) {
            throw new ClaimOlderThanEvent(exchange.getVariable("claim_id", String.class), revision, eventRevision);
        }
    }

    /**
     * Where the swap is by the claim's status and points: a task state; {@code returning}: on the way back with an accumulator that was not delivered;
     * {@code none} before the cabinet and after the end. A claim that ended with accumulators on hand is at the return: its screen works until the task is resolved.
     */
    public String leg(Exchange exchange) {
        String status = exchange.getVariable("claim_status", "", String.class);
        boolean swapOver = exchange.getVariable("b_closed", false, Boolean.class);
        boolean allOver = exchange.getVariable("c_closed", false, Boolean.class);
        return switch (status) {
            case "pickup_arrived", "ready_for_pickup_confirmation" -> "at_cabinet";
            case "pickuped" -> swapOver ? "to_return" : "to_scooter";
            case "delivery_arrived", "ready_for_delivery_confirmation", "pay_waiting" -> swapOver ? "at_return" : "at_scooter";
            case "delivered" -> allOver ? "none" : swapOver ? "to_return" : "to_scooter";
            case "returning" -> onHand(exchange) ? "returning" : "none";
            case "return_arrived", "ready_for_return_confirmation", "returned", "returned_finish", "failed", "cancelled", "cancelled_with_payment",
                "cancelled_by_taxi", "cancelled_with_items_on_hands" -> onHand(exchange) ? "at_return" : "none";
            default -> "none";
        };
    }

    private static boolean onHand(Exchange exchange) {
        return exchange.getVariable("picked_up", false, Boolean.class);
    }

    /** The task's state by the claim's leg; between legs and on the way back without a swap it stays what it is. */
    public String state(Exchange exchange) {
        String leg = leg(exchange);
        return leg.equals("none") || leg.equals("returning") ? exchange.getVariable("state", String.class) : leg;
    }

    /** Makes the next of variable {@code events} the event in hand: variables {@code event_*}. */
    public void takeEvent(Exchange exchange) {
        List<?> events = exchange.getVariable("events", List.class);
        Map<?, ?> event = (Map<?, ?>) events.remove(0);
        exchange.setVariable("event_claim_id", event.get("claim_id"));
        exchange.setVariable("event_operation_id", event.get("operation_id"));
        exchange.setVariable("event_revision", event.get("revision"));
        exchange.setVariable("event_change", event.get("change_type"));
        exchange.setVariable("event_status", event.get("new_status") == null ? "" : event.get("new_status"));
    }

    /** Enters the event in hand into the timeline and counts it as handled; for a claim that the task has let go of that is all. */
    public void recordEvent(Exchange exchange) {
        String change = exchange.getVariable("event_change", String.class);
        String status = exchange.getVariable("event_status", String.class);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("claim_id", exchange.getVariable("event_claim_id"));
        detail.put("operation_id", exchange.getVariable("event_operation_id"));
        detail.put("revision", exchange.getVariable("event_revision"));
        timeline.claimEvent(exchange, status.isEmpty() ? change : status, "ok", detail);
        handled(exchange).add(exchange.getVariable("event_operation_id", Long.class));
    }

    /** As {@link #recordEvent}, for the claim of the task: its status becomes the claim's. */
    public void enterEvent(Exchange exchange) {
        recordEvent(exchange);
        String status = exchange.getVariable("event_status", String.class);
        if (!status.isEmpty()) {
            exchange.setVariable("claim_ended", TERMINAL.contains(status));
            // claims/info may have been read beyond this event: a status never goes back, or it would not fit the points any more.
            long revision = exchange.getVariable("event_revision", Long.class);
            if (revision >= exchange.getVariable("claim_revision", 0L, Long.class)) {
                exchange.setVariable("claim_status", status);
                exchange.setVariable("claim_revision", revision);
            }
        }
    }

    /** Makes the courier whom cargo tells, if it does, the performer; {@code performer_no} counts the change. */
    public void takePerformer(Exchange exchange) {
        String told = exchange.getVariable("claim_performer_id", String.class);
        if (told != null && !told.equals(exchange.getVariable("performer_id", String.class))) {
            exchange.setVariable("performer_id", told);
            exchange.setVariable("performer_no", exchange.getVariable("performer_no", Integer.class) + 1);
        }
    }

    /** Takes the events that came with the lease in hand: variable {@code pending_events}, a JSON array in their order. */
    public void takePending(Exchange exchange) {
        try {
            exchange.setVariable("events", JSON.readValue(exchange.getVariable("pending_events", "[]", String.class), EVENTS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the lease of task " + taskId(exchange) + " brought no JSON", e);
        }
    }

    /** How many events of those that the lease brought are not taken yet. */
    public int eventsLeft(Exchange exchange) {
        return exchange.getVariable("events", List.class).size();
    }

    public boolean hasEventsLeft(Exchange exchange) {
        return eventsLeft(exchange) > 0;
    }

    /** Begins a step without events. */
    public void noEvents(Exchange exchange) {
        exchange.setVariable("events", new ArrayList<>());
        forgetSaved(exchange);
    }

    /** A save wrote timeline and events: neither is written twice. */
    public void forgetSaved(Exchange exchange) {
        TimelineEntries.of(exchange).clear();
        handled(exchange).clear();
    }

    /** The task let go of its booking and claim, and the worker of the task: events in hand are left for whoever takes it next. */
    public void letGo(Exchange exchange) {
        noEvents(exchange);
        for (String name : List.of("claim_id", "claim_status", "book_id", "cabinet_id", "contractor_id", "performer_id", "claim_performer_id", "picked_up", "cancel_as")) {
            exchange.removeVariable(name);
        }
    }

    /** Takes a claim that a search found (in the body) over, and sets {@code found_live}: a courier may still come for it. */
    public void readFound(Exchange exchange) {
        found(Claim.read(exchange.getMessage().getBody(JsonNode.class), taskId(exchange)), exchange);
    }

    /** As {@link #readFound}, for the claim in variable {@code answer}. */
    public void readFoundAgain(Exchange exchange) {
        found(Claim.read(exchange.getVariable("answer", JsonNode.class), taskId(exchange)), exchange);
    }

    private static String taskId(Exchange exchange) {
        return exchange.getVariable("task_id", String.class);
    }

    private static void found(Claim claim, Exchange exchange) {
        take(claim, exchange);
        exchange.setVariable("found_live", !TERMINAL.contains(claim.status()));
    }

    /** A search (variable {@code found_claims}) found a claim. */
    public boolean someFound(Exchange exchange) {
        return !exchange.getVariable("found_claims", JsonNode.class).isEmpty();
    }

    /** The claims that a search found are none of the task's: it has no claim in hand. */
    public void forgetFound(Exchange exchange) {
        for (String name : List.of("claim_id", "claim_status", "claim_version", "claim_revision", "point_a", "point_b", "point_c", "point_return",
            "a_closed", "b_closed", "c_closed", "picked_up", "swap_served", "claim_performer_id")) {
            exchange.removeVariable(name);
        }
    }

    /** Events were handled that no save has written yet. */
    public boolean hasUnsaved(Exchange exchange) {
        return !handled(exchange).isEmpty();
    }

    /** The operation ids that were handled since the last save, as PostgreSQL reads an array. */
    public String handledIds(Exchange exchange) {
        List<String> ids = new ArrayList<>();
        handled(exchange).forEach(id -> ids.add(id.toString()));
        return "{" + String.join(",", ids) + "}";
    }

    @SuppressWarnings("unchecked")
    private static List<Long> handled(Exchange exchange) {
        List<Long> handled = exchange.getVariable("handled_events", List.class);
        if (handled == null) {
            handled = new ArrayList<>();
            exchange.setVariable("handled_events", handled);
        }
        return handled;
    }
}
