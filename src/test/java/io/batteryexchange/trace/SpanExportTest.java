package io.batteryexchange.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.clock.TestClock;
import io.batteryexchange.settings.BundleSettings.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SpanExportTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void isOffWithoutAReceiver() {
        SpanExport export = new SpanExport(new Traces("", 0), "battery-exchange", "node-1", meters, null);

        assertThat(export.isOn()).isFalse();
        assertThat(new RouteSteps(export, null).createRoutePolicy(null, "work-task", null)).isNull();
        assertThat(meters.get("battery.exchange.spans").counters()).hasSize(3).allMatch(counter -> counter.count() == 0);
        assertThat(export.keeps("0".repeat(31) + "1")).as("partners are asked to record, as before").isTrue();
        export.flush();
        export.destroy();
    }

    @Test
    void allNodesKeepTheSameTraces() {
        SpanExport one = sampled(0.25);
        SpanExport another = sampled(0.25);
        List<String> traces = IntStream.range(0, 4000).mapToObj(i -> AttemptTrace.of("task-" + i, 1).traceId()).toList();

        Set<String> kept = traces.stream().filter(one::keeps).collect(Collectors.toSet());

        assertThat(kept).hasSizeBetween(850, 1150).isEqualTo(traces.stream().filter(another::keeps).collect(Collectors.toSet()));
        assertThat(sampled(0).keeps(traces.get(0))).isFalse();
        assertThat(sampled(1).keeps(traces.get(0))).isTrue();
    }

    @Test
    void aReceiverThatIsDownIsToldOnce(CapturedOutput log) {
        ReportedExporter exporter = new ReportedExporter(answering(false, false, true, true, false), meters.counter("exported"), meters.counter("lost"), () -> { });

        for (int i = 0; i < 5; i++) {
            exporter.export(List.of());
        }

        assertThat(log.getOut().lines().filter(line -> line.contains("spans are lost"))).hasSize(2);
        assertThat(log.getOut().lines().filter(line -> line.contains("exported again"))).hasSize(1);
    }

    @Test
    void aLongExchangeIsToldWithoutItsTail() {
        ExchangeSteps steps = new ExchangeSteps();
        Instant now = Instant.EPOCH;
        TracedStep outer = steps.beginRoute("poll", SpanKind.INTERNAL, now);
        for (int i = 0; i < ExchangeSteps.LONGEST + 10; i++) {
            TracedStep call = steps.beginCall("cargo claims/journal", now);
            call.belongsTo(null, "1".repeat(32));
            steps.keep(call);
        }
        TracedStep ended = steps.endRoute("poll");
        ended.belongsTo(null, "1".repeat(32));
        steps.keep(ended);

        assertThat(steps.areOver()).isTrue();
        assertThat(steps.worthTelling()).hasSize(ExchangeSteps.LONGEST + 1).contains(outer);
    }

    private SpanExport sampled(double part) {
        return new SpanExport(new Traces("http://127.0.0.1:9/v1/traces", part), "battery-exchange", "node-1", meters, TestClock.ofThisMachine());
    }

    private static SpanExporter answering(boolean... answers) {
        return new SpanExporter() {

            private int next;

            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                return answers[next++] ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure();
            }

            @Override
            public CompletableResultCode flush() {
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode shutdown() {
                return CompletableResultCode.ofSuccess();
            }
        };
    }
}
