package io.batteryexchange.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.time.Instant;

/** A span in the making: a route that an exchange goes through, a call of a partner, or a whole attempt. Which trace it belongs to may be known at its end only. */
final class TracedStep {

    private final String name;
    private final SpanKind kind;
    private final String spanId;
    private final TracedStep enclosing;
    private final Instant began;
    private final long beganNanos;
    private SpanContext link;
    private String traceId;
    private String rootSpanId;
    private Instant ended;
    private Attributes attributes = Attributes.empty();
    private boolean failed;

    /** @param enclosing null: nothing of this exchange is around it */
    TracedStep(String name, SpanKind kind, TracedStep enclosing, Instant began) {
        this(name, kind, IdGenerator.random().generateSpanId(), enclosing, began);
    }

    TracedStep(String name, SpanKind kind, String spanId, TracedStep enclosing, Instant began) {
        this.name = name;
        this.kind = kind;
        this.spanId = spanId;
        this.enclosing = enclosing;
        this.began = began;
        this.beganNanos = System.nanoTime();
    }

    /** @param attempt null: {@code ownTraceId}, the exchange's own, has no root */
    void belongsTo(AttemptTrace attempt, String ownTraceId) {
        traceId = attempt == null ? ownTraceId : attempt.traceId();
        rootSpanId = attempt == null ? null : attempt.rootSpanId();
    }

    /** No span is made of it; what is inside of it lies in what is around it. */
    void leaveOut() {
        traceId = null;
    }

    void linkedTo(SpanContext other) {
        link = other;
    }

    /** It is over now. */
    void end(Attributes itsAttributes, boolean itFailed) {
        end(began.plusNanos(System.nanoTime() - beganNanos), itsAttributes, itFailed);
    }

    void end(Instant at, Attributes itsAttributes, boolean itFailed) {
        ended = at;
        attributes = itsAttributes;
        failed = itFailed;
    }

    /** The nearest step around it that is in the same trace, else the attempt's root; null: it is under nothing. */
    String parentSpanId() {
        for (TracedStep outer = enclosing; outer != null; outer = outer.enclosing) {
            if (traceId.equals(outer.traceId)) {
                return outer.spanId;
            }
        }
        return spanId.equals(rootSpanId) ? null : rootSpanId;
    }

    String name() {
        return name;
    }

    SpanKind kind() {
        return kind;
    }

    String spanId() {
        return spanId;
    }

    String traceId() {
        return traceId;
    }

    boolean ofAttempt() {
        return rootSpanId != null;
    }

    Instant began() {
        return began;
    }

    Instant ended() {
        return ended;
    }

    Attributes attributes() {
        return attributes;
    }

    boolean failed() {
        return failed;
    }

    /** Null: to nothing. */
    SpanContext link() {
        return link;
    }
}
