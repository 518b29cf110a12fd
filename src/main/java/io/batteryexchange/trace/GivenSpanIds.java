package io.batteryexchange.trace;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/** Gives spans the ids that were chosen before: partners are told a call's span id long before the span is made. */
final class GivenSpanIds implements IdGenerator {

    private record Ids(String traceId, String spanId) {
    }

    private static final ThreadLocal<Ids> NEXT = new ThreadLocal<>();

    <T> T with(String traceId, String spanId, Supplier<T> work) {
        NEXT.set(new Ids(traceId, spanId));
        try {
            return work.get();
        } finally {
            NEXT.remove();
        }
    }

    @Override
    public String generateTraceId() {
        return NEXT.get().traceId();
    }

    @Override
    public String generateSpanId() {
        return NEXT.get().spanId();
    }
}
