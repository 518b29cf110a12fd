package io.batteryexchange.logs;

import java.util.Objects;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Whom a line of the log is about: while a step of a route runs, the ids of its exchange are in the MDC of its thread, and so in the lines of {@code LOG_FORMAT=json}.
 * Members: {@code task_id}; {@code claim_id}, before the claim is found the one that the caller named; {@code performer_id}, the courier of the claim; {@code caller}, the
 * subject of the token of an API call: a courier, an operator, another service.
 *
 * <p>Each step brings its own and leaves the thread as it was: routes change threads, threads change tasks. Ids that a step learns are there from the next one on.
 */
@Component
class IdsOfLines implements InterceptStrategy {

    /** Members, and the variables that each is taken from: the first that is there. */
    private static final String[] MEMBERS = {"task_id", "claim_id", "performer_id", "caller"};
    private static final String[][] VARIABLES = {{"task_id"}, {"claim_id", "cargo_ref_id"}, {"performer_id"}, {"caller"}};

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new Step(target);
    }

    private static final class Step extends DelegateAsyncProcessor {

        Step(Processor target) {
            super(target);
        }

        /** Steps by the dozen run in a call and seldom change an id: nothing is written where the thread has it already. */
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            String[] before = new String[MEMBERS.length];
            int changed = 0;
            for (int i = 0; i < MEMBERS.length; i++) {
                String id = first(exchange, VARIABLES[i]);
                before[i] = MDC.get(MEMBERS[i]);
                if (!Objects.equals(id, before[i])) {
                    put(MEMBERS[i], id);
                    changed |= 1 << i;
                }
            }
            try {
                return super.process(exchange, callback);
            } finally {
                for (int i = 0; changed != 0; i++, changed >>= 1) {
                    if ((changed & 1) != 0) {
                        put(MEMBERS[i], before[i]);
                    }
                }
            }
        }

        private static String first(Exchange exchange, String[] variables) {
            for (String variable : variables) {
                Object value = exchange.getVariable(variable);
                if (value != null) {
                    return value.toString();
                }
            }
            return null;
        }

        private static void put(String member, String value) {
            if (value == null) {
                MDC.remove(member);
            } else {
                MDC.put(member, value);
            }
        }
    }
}
