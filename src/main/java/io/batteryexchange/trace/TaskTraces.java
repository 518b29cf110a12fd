package io.batteryexchange.trace;

import io.batteryexchange.clock.DatabaseClock;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * One trace per attempt of a task: what partners are told of it in {@code traceparent}, and the steps that only calls and ends of attempts are. An exchange that
 * works on no task has a trace of its own. Variable {@code trace_id}: that one.
 */
@Component("taskTraces")
public class TaskTraces {

    /** Ids alone: no secret, no person, no address is in them. */
    private static final List<String> TOLD = List.of("task_id", "attempt", "claim_id", "car_id", "performer_id", "cabinet_id");
    private static final String OWN = "trace_id";
    private static final String CALL = "tracedCall";

    /** A call from its beginning to its end; {@code step} is null when no span is made of it. */
    private record Call(String traceId, String spanId, TracedStep step) {
    }

    private final SpanExport export;
    private final DatabaseClock clock;

    TaskTraces(SpanExport export, DatabaseClock clock) {
        this.export = export;
        this.clock = clock;
    }

    /** A call of a partner begins; {@code call} is {@code <upstream> <path>}. */
    public void callBegins(String call, Exchange exchange) {
        String traceId = traceId(exchange);
        ExchangeSteps steps = ExchangeSteps.of(exchange);
        TracedStep step = steps == null ? null : steps.beginCall(call, clock.known());
        if (step != null) {
            step.belongsTo(AttemptTrace.of(exchange), traceId);
        }
        exchange.setProperty(CALL, new Call(traceId, step == null ? IdGenerator.random().generateSpanId() : step.spanId(), step));
    }

    /**
     * The W3C traceparent of the call that has begun. It asks the partner to record what it does, unless the trace is one that we don't keep; without an exporter
     * it always does, as it did before there was one.
     */
    public String traceparent(Exchange exchange) {
        Call call = exchange.getProperty(CALL, Call.class);
        return "00-" + call.traceId + "-" + call.spanId + (export.keeps(call.traceId) ? "-01" : "-00");
    }

    /**
     * The call has ended; what is said after that is ignored.
     *
     * @param told    {@code status} and {@code attempt} (tries) as on the timeline; asked for where a span is made
     * @param error   an error code, or the kind of a failure; null: there is none
     */
    public void callEnds(boolean ok, Supplier<Map<String, Object>> told, String error, Exchange exchange) {
        Call call = (Call) exchange.removeProperty(CALL);
        if (call == null || call.step == null) {
            return;
        }
        Map<String, Object> details = told.get();
        AttributesBuilder attributes = about(exchange);
        attributes.put("peer.service", call.step.name().replaceFirst(" .*", "")).put("outcome", ok ? "ok" : "failed");
        put(attributes, name -> name.equals("attempt") ? null : details.get(name)); // there it counts tries
        if (details.get("status") instanceof Integer status) {
            attributes.put("http.response.status_code", status);
        }
        if (details.get("attempt") instanceof Integer tries && tries > 1) {
            attributes.put("http.request.resend_count", tries - 1);
        }
        if (error != null) {
            attributes.put("error.type", error);
        }
        call.step.end(attributes.build(), !ok);
        ExchangeSteps steps = ExchangeSteps.of(exchange);
        if (steps != null) {
            steps.keep(call.step);
        }
    }

    /**
     * The attempt may be over: column {@code attempt_began_ms} of the row in the body (milliseconds of the epoch) is null when it goes on. Its root span is made,
     * linked to the attempt before. A node that dies before the exchange ends makes none: the attempt's other spans then have no root.
     */
    public void attemptOver(String outcome, Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        ExchangeSteps steps = ExchangeSteps.of(exchange);
        AttemptTrace trace = AttemptTrace.of(exchange);
        if (steps == null || trace == null || !(row.get("attempt_began_ms") instanceof Number began)) {
            return;
        }
        TracedStep root = new TracedStep("swap attempt", SpanKind.INTERNAL, trace.rootSpanId(), null, Instant.ofEpochMilli(began.longValue()));
        root.belongsTo(trace, null);
        int attempt = exchange.getVariable("attempt", Integer.class);
        if (attempt > 1) {
            AttemptTrace before = AttemptTrace.of(exchange.getVariable("task_id", String.class), attempt - 1);
            root.linkedTo(export.context(before.traceId(), before.rootSpanId()));
        }
        root.end(clock.known(), about(exchange).put("outcome", outcome).build(), false);
        steps.keep(root);
    }

    /** The trace that the exchange is in now: that of the attempt it works on, else its own. */
    public static String traceId(Exchange exchange) {
        AttemptTrace attempt = AttemptTrace.of(exchange);
        return attempt == null ? ownTraceId(exchange) : attempt.traceId();
    }

    /** The trace of an exchange that works on no attempt (yet). */
    static String ownTraceId(Exchange exchange) {
        String traceId = exchange.getVariable(OWN, String.class);
        return traceId == null ? newOwnTraceId(exchange) : traceId;
    }

    /** Before an exchange is split, so that its parts have the same. */
    static String newOwnTraceId(Exchange exchange) {
        String traceId = IdGenerator.random().generateTraceId();
        exchange.setVariable(OWN, traceId);
        return traceId;
    }

    static AttributesBuilder about(Exchange exchange) {
        AttributesBuilder attributes = Attributes.builder();
        put(attributes, exchange::getVariable);
        return attributes;
    }

    private static void put(AttributesBuilder attributes, Function<String, Object> values) {
        for (String name : TOLD) {
            Object value = values.apply(name);
            if (value instanceof Number number) {
                attributes.put(name, number.longValue());
            } else if (value instanceof String text) {
                attributes.put(name, text);
            }
        }
    }
}
