package io.batteryexchange.flow.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Takes spans by OTLP over HTTP, as a collector does. */
public final class SpanReceiver {

    /** A span as it arrived; {@code parentId} is empty for a root, {@code links} are {@code <trace id>-<span id>}. */
    public record Taken(String traceId, String spanId, String parentId, String name, String kind, boolean failed, long beganNanos, long endedNanos, Map<String, String> attributes,
                        List<String> links, Map<String, String> resource) {
    }

    private static final SpanReceiver ONCE = new SpanReceiver();

    private final HttpServer server;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile boolean refuses;

    private SpanReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    static SpanReceiver get() {
        return ONCE;
    }

    /** The one that the bundle was told of. */
    public static SpanReceiver afresh() {
        ONCE.taken.clear();
        ONCE.refuses = false;
        return ONCE;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** From now on it takes nothing. */
    public void refuse() {
        refuses = true;
    }

    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange; InputStream body = exchange.getRequestBody()) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding")) ? new GZIPInputStream(body) : body);
            if (refuses) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            request.getResourceSpansList().forEach(resource -> resource.getScopeSpansList().forEach(scope -> scope.getSpansList().forEach(span ->
                taken.add(read(span, attributes(resource.getResource().getAttributesList()))))));
            byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
        }
    }

    private static Taken read(Span span, Map<String, String> resource) {
        return new Taken(hex(span.getTraceId().toByteArray()), hex(span.getSpanId().toByteArray()), hex(span.getParentSpanId().toByteArray()), span.getName(),
            span.getKind().name().replace("SPAN_KIND_", ""), span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR, span.getStartTimeUnixNano(), span.getEndTimeUnixNano(),
            attributes(span.getAttributesList()), span.getLinksList().stream().map(link -> hex(link.getTraceId().toByteArray()) + "-" + hex(link.getSpanId().toByteArray())).toList(), resource);
    }

    private static Map<String, String> attributes(List<KeyValue> list) {
        Map<String, String> attributes = new TreeMap<>();
        list.forEach(each -> attributes.put(each.getKey(), each.getValue().hasIntValue() ? Long.toString(each.getValue().getIntValue()) : each.getValue().getStringValue()));
        return attributes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
