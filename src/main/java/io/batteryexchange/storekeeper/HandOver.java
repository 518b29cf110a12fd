package io.batteryexchange.storekeeper;

import io.batteryexchange.timeline.TimelineEntries;
import io.batteryexchange.upstream.UpstreamRefusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** What routes on hand-overs can't say: which failures leave a hand-over to be told later, and the count over a list of them. */
@Component("handOver")
public class HandOver {

    /** It does not let us in: our fault or a fault of the moment, no word about the accumulator. */
    private static final Set<Integer> NOT_ABOUT_THE_ACCUMULATOR = Set.of(401, 403, 408);
    private static final String TOLD = "handOversTold";

    /** {@code refused} when scooter-accumulator said no to this hand-over, else {@code kept}. */
    public String afterFailure(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        boolean isAnswer = failure instanceof UpstreamRefusal refusal && !NOT_ABOUT_THE_ACCUMULATOR.contains(refusal.getStatus());
        return isAnswer ? "refused" : "kept";
    }

    /** Begins to count over the list in the body. */
    public void startCounting(Exchange exchange) {
        exchange.setVariable("untold", exchange.getMessage().getBody(List.class).size());
        exchange.setProperty(TOLD, new AtomicInteger());
    }

    /** Takes the row in the body into variables, with a timeline of its own: the list's belongs to somebody else. */
    public void begin(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        row.forEach((column, value) -> exchange.setVariable(column.toString(), value));
        exchange.setVariable("first_handed_by", row.get("handed_by"));
        exchange.removeVariable("told_at");
        exchange.removeVariable(TimelineEntries.VARIABLE);
    }

    /** One of the list is dealt with: told, or refused for good. */
    public void count(Exchange exchange) {
        if (!"kept".equals(exchange.getVariable("hand_over", String.class))) {
            exchange.getProperty(TOLD, AtomicInteger.class).incrementAndGet();
        }
    }

    /** Variables {@code told} and {@code still_untold}. */
    public void finishCounting(Exchange exchange) {
        int told = exchange.getProperty(TOLD, AtomicInteger.class).get();
        exchange.setVariable("told", told);
        exchange.setVariable("still_untold", exchange.getVariable("untold", Integer.class) - told);
    }
}
