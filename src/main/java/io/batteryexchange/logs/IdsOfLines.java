package io.batteryexchange.logs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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

    /** Members and the variables that they are taken from, the first that is there. */
    private static final Map<String, List<String>> MEMBERS = Map.of("task_id", List.of("task_id"), "claim_id", List.of("claim_id", "cargo_ref_id"),
        "performer_id", List.of("performer_id"), "caller", List.of("caller"));

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new Step(target);
    }

    private static final class Step extends DelegateAsyncProcessor {

        Step(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Map<String, String> before = new LinkedHashMap<>();
            MEMBERS.forEach((member, variables) -> {
                before.put(member, MDC.get(member));
                put(member, first(exchange, variables));
            });
            try {
                return super.process(exchange, callback);
            } finally {
                before.forEach(Step::put);
            }
        }

        private static String first(Exchange exchange, List<String> variables) {
            return variables.stream().map(exchange::getVariable).flatMap(Stream::ofNullable).map(Objects::toString).findFirst().orElse(null);
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
