package io.batteryexchange.trace;

import io.micrometer.core.instrument.Counter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that a receiver takes no spans and once that it does again, and counts what arrived and what did not. */
final class ReportedExporter implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(SpanExport.class);

    private final SpanExporter exporter;
    private final Runnable keepTime;
    private final Counter exported;
    private final Counter lost;
    private final AtomicBoolean failing = new AtomicBoolean();

    ReportedExporter(SpanExporter exporter, Counter exported, Counter lost, Runnable keepTime) {
        this.exporter = exporter;
        this.keepTime = keepTime;
        this.exported = exported;
        this.lost = lost;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        keepTime.run(); // so that those who make spans need not ask the database for its time
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> {
            (result.isSuccess() ? exported : lost).increment(spans.size());
            if (failing.compareAndSet(result.isSuccess(), !result.isSuccess())) {
                report(result.isSuccess());
            }
        });
    }

    private static void report(boolean works) {
        if (works) {
            LOG.info("traces are exported again");
        } else {
            LOG.warn("the receiver of traces (traces.otlp-url) does not take them: spans are lost until it does; work goes on");
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
