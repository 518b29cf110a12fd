package io.batteryexchange.logs;

import java.util.Objects;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.RemoveHeadersDefinition;
import org.apache.camel.model.RemoveVariableDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.language.MethodCallExpression;
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

    /** What stands in the MDC of the thread; nobody else writes these members. */
    private static final ThreadLocal<String[]> OF_THREAD = ThreadLocal.withInitial(() -> new String[MEMBERS.length]);

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return mayLog(definition) ? new Step(target) : target;
    }

    /** Steps by the dozen run in a call; those that only set or choose write no line. One that leads elsewhere sets the ids once for all the steps there. */
    private static boolean mayLog(NamedNode step) {
        if (step instanceof ExpressionNode set && (step instanceof SetVariableDefinition || step instanceof SetHeaderDefinition || step instanceof SetBodyDefinition || step instanceof FilterDefinition)) {
            return set.getExpression() instanceof MethodCallExpression;
        }
        return !(step instanceof RemoveVariableDefinition || step instanceof RemoveHeadersDefinition || step instanceof SetHeadersDefinition || step instanceof StepDefinition
            || step instanceof CircuitBreakerDefinition);
    }

    private static final class Step extends DelegateAsyncProcessor {

        Step(Processor target) {
            super(target);
        }

        /** Nothing is written where the thread has an id already. */
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            String[] before = OF_THREAD.get();
            String[] now = before;
            for (int i = 0; i < MEMBERS.length; i++) {
                String id = first(exchange, VARIABLES[i]);
                if (!Objects.equals(id, before[i])) {
                    if (now == before) {
                        now = before.clone();
                    }
                    now[i] = id;
                }
            }
            if (now == before) {
                return super.process(exchange, callback);
            }
            change(before, now);
            try {
                return super.process(exchange, callback);
            } finally {
                change(now, before);
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

        private static void change(String[] from, String[] to) {
            for (int i = 0; i < MEMBERS.length; i++) {
                if (to[i] == null && from[i] != null) {
                    MDC.remove(MEMBERS[i]);
                } else if (!Objects.equals(to[i], from[i])) {
                    MDC.put(MEMBERS[i], to[i]);
                }
            }
            OF_THREAD.set(to);
        }
    }
}
