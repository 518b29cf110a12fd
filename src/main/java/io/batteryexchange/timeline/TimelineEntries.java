package io.batteryexchange.timeline;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Enters what happens into the exchange's timeline (variable {@code timeline}); the route's next save writes it.
 * Details are named by exchange variables: {@code "book_id, cell_id=found_cell"} enters {@code book_id}, and {@code found_cell} as {@code cell_id}, where they have a value.
 */
@Component("timeline")
public class TimelineEntries {

    public static final String VARIABLE = "timeline";

    /** A choice the bundle made, with the numbers it was made by. */
    public void decision(String name, String variables, Exchange exchange) {
        of(exchange).enter("decision", name, "ok", details(exchange, variables));
    }

    /** A decision that something could not be done. */
    public void setback(String name, String variables, Exchange exchange) {
        of(exchange).enter("decision", name, "failed", details(exchange, variables));
    }

    /**
     * A call that is about to be made because a person asked for it; entered and saved before, so that the call is on the timeline
     * even if its outcome never is.
     */
    public void intended(String call, String variables, Exchange exchange) {
        decision(call, variables, exchange);
    }

    /** The call will not be made now: its intention is taken back before it is saved. */
    public void notIntended(String call, Exchange exchange) {
        of(exchange).remove("decision", call);
    }

    /** What a courier did; {@code outcome} is ok, failed or skipped. */
    public void courierAction(String name, String outcome, String variables, Exchange exchange) {
        of(exchange).enter("courier_action", name, outcome, details(exchange, variables));
    }

    /** What a storekeeper or an operator did; {@code kind} is storekeeper_action or operator_action, {@code outcome} ok, failed or skipped. */
    public void action(String kind, String name, String outcome, String variables, Exchange exchange) {
        of(exchange).enter(kind, name, outcome, details(exchange, variables));
    }

    /** What an operator changed. */
    public void operatorAction(String name, String outcome, String variables, Exchange exchange) {
        of(exchange).enter("operator_action", name, outcome, details(exchange, variables));
    }

    /** An action that was refused, of the kind in variable {@code action_kind} (a courier's where there is none); it takes the place of what was entered before. */
    public void refusedAction(String name, String variables, Exchange exchange) {
        String kind = exchange.getVariable("action_kind", "courier_action", String.class);
        of(exchange).remove(kind, name);
        of(exchange).enter(kind, name, "failed", details(exchange, variables));
    }

    /** A change of the claim as the journal told it; {@code outcome} skipped: it changed nothing here. */
    public void claimEvent(Exchange exchange, String name, String outcome, Map<String, Object> detail) {
        of(exchange).enter("claim_event", name, outcome, detail);
    }

    /** One call of an upstream with its outcome. */
    public void upstreamCall(Exchange exchange, String name, String outcome, Map<String, Object> detail) {
        of(exchange).enter("upstream_call", name, outcome, detail);
    }

    /**
     * For the ambiguity ledger: a call whose outcome is unknown ({@code open}), or what became of one.
     *
     * @param nanos when it began, {@link System#nanoTime()}
     */
    public void ambiguity(Exchange exchange, String call, String outcome, long nanos, Map<String, Object> about) {
        of(exchange).enterAt(nanos, "ambiguity", call, outcome, about);
    }

    /** The open outcome of a call was found out about otherwise; {@code variables} name what the call was about, none: every open one of that call. */
    public void resolved(String call, String resolution, String variables, Exchange exchange) {
        Map<String, Object> about = details(exchange, variables);
        about.put("tries", 0);
        of(exchange).enter("ambiguity", call, resolution, about);
    }

    /** Takes the claim events back that no save has written: their handling failed, will be repeated, and is entered then. */
    public void forgetUnsavedEvents(Exchange exchange) {
        of(exchange).removeKind("claim_event");
    }

    /** A call whose answer got lost, and what was found out about it later: it was done. */
    public void foundDone(String call, String variables, Exchange exchange) {
        Map<String, Object> detail = details(exchange, variables);
        detail.put("resolved", "found done");
        of(exchange).enter("upstream_call", call, "ok", detail);
        resolved(call, "found done", variables, exchange);
    }

    /** The exchange's timeline; begins one where there is none. */
    public static Timeline of(Exchange exchange) {
        Timeline timeline = exchange.getVariable(VARIABLE, Timeline.class);
        if (timeline == null) {
            timeline = new Timeline();
            exchange.setVariable(VARIABLE, timeline);
        }
        return timeline;
    }

    /** The named variables that have a value. */
    public static Map<String, Object> details(Exchange exchange, String variables) {
        Map<String, Object> detail = new LinkedHashMap<>();
        for (Named named : Named.in(variables)) {
            Object value = exchange.getVariable(named.source());
            if (value != null) {
                detail.put(named.name(), value instanceof Number || value instanceof Boolean || value instanceof Collection ? value : value.toString());
            }
        }
        return detail;
    }
}
