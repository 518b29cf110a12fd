package io.batteryexchange.trace;

import io.batteryexchange.clock.DatabaseClock;
import io.batteryexchange.settings.BundleSettings.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Makes spans of finished steps and sends them by OTLP over HTTP ({@code traces.otlp-url}; empty: off, then there is no thread and no span). Work never waits for it:
 * spans lie in a queue, and what is too much for the queue or the receiver is lost. Counter {@code battery_exchange_spans_total}.
 */
@Component
public class SpanExport implements DisposableBean {

    private static final int QUEUE = 4096;
    private static final int BATCH = 512;
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration LONGEST_EXPORT = Duration.ofSeconds(10);
    /** A node that goes down waits so long for the receiver. */
    private static final int LAST_EXPORT_S = 3;

    private final GivenSpanIds ids = new GivenSpanIds();
    private final SdkTracerProvider spans;
    private final Tracer tracer;
    private final Sampler sampler;
    private final Counter made;

    SpanExport(Traces settings, @Value("${spring.application.name}") String service, @Value("${node.id}") String node, MeterRegistry meters, DatabaseClock clock) {
        made = counter(meters, "made");
        Counter exported = counter(meters, "exported");
        Counter lost = counter(meters, "lost");
        if (settings.off()) {
            spans = null;
            tracer = null;
            sampler = Sampler.alwaysOn();
            return;
        }
        clock.keepUp();
        OtlpHttpSpanExporter otlp = OtlpHttpSpanExporter.builder().setEndpoint(settings.otlpUrl()).setTimeout(LONGEST_EXPORT).setCompression("gzip").build();
        spans = SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(Resource.create(Attributes.builder().put("service.name", service).put("service.instance.id", node).build())))
            .setIdGenerator(ids)
            .addSpanProcessor(BatchSpanProcessor.builder(new ReportedExporter(otlp, exported, lost, clock::keepUp)).setMaxQueueSize(QUEUE).setMaxExportBatchSize(BATCH).setScheduleDelay(DELAY).build())
            .build();
        tracer = spans.get("io.batteryexchange");
        sampler = Sampler.traceIdRatioBased(settings.sampling());
    }

    /** What is made and neither exported nor lost is on its way, or the queue was full. */
    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("battery.exchange.spans").description("Spans of traces").tag("outcome", outcome).register(meters);
    }

    boolean isOn() {
        return spans != null;
    }

    /** Decided by the trace id alone, so that every node decides the same for all spans of an attempt. Off: true. */
    boolean keeps(String traceId) {
        return sampler.shouldSample(Context.root(), traceId, "", SpanKind.INTERNAL, Attributes.empty(), List.of()).getDecision()
            == SamplingDecision.RECORD_AND_SAMPLE;
    }

    SpanContext context(String traceId, String spanId) {
        return SpanContext.createFromRemoteParent(traceId, spanId, keeps(traceId) ? TraceFlags.getSampled() : TraceFlags.getDefault(), TraceState.getDefault());
    }

    void make(List<TracedStep> steps) {
        steps.stream().filter(step -> keeps(step.traceId())).forEach(this::make);
    }

    private void make(TracedStep step) {
        SpanBuilder span = tracer.spanBuilder(step.name()).setSpanKind(step.kind()).setAllAttributes(step.attributes()).setStartTimestamp(step.began());
        String parent = step.parentSpanId();
        if (parent == null) {
            span.setNoParent();
        } else {
            span.setParent(Context.root().with(Span.wrap(context(step.traceId(), parent))));
        }
        if (step.link() != null) {
            span.addLink(step.link());
        }
        Span begun = ids.with(step.traceId(), step.spanId(), span::startSpan);
        if (step.failed()) {
            begun.setStatus(StatusCode.ERROR);
        }
        begun.end(step.ended());
        made.increment();
    }

    /** Sends what is in the queue; waits no longer than a node that goes down may. */
    public void flush() {
        if (isOn()) {
            spans.forceFlush().join(LAST_EXPORT_S, TimeUnit.SECONDS);
        }
    }

    @Override
    public void destroy() {
        if (isOn()) {
            spans.shutdown().join(LAST_EXPORT_S, TimeUnit.SECONDS);
        }
    }
}
