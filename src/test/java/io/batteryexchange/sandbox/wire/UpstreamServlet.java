package io.batteryexchange.sandbox.wire;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one upstream: gate, faults, work, record, answer. */
public final class UpstreamServlet extends HttpServlet {

    private static final Logger log = LoggerFactory.getLogger(UpstreamServlet.class);

    private final transient Upstream upstream;
    private final transient Wire wire;
    private final transient Gate gate;
    private final transient IdempotencyTokens tokens = new IdempotencyTokens();
    private final transient StaleReads staleReads;

    public UpstreamServlet(Upstream upstream, Wire wire) {
        this.upstream = upstream;
        this.wire = wire;
        this.gate = new Gate(upstream);
        this.staleReads = new StaleReads(upstream);
    }

    @Override
    protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
        Optional<Call> call = upstream.call(http.getRequestURI());
        if (call.isPresent() && !wire.faults().strike(upstream.name(), call.get().name(), fault -> fault == Fault.REFUSED).isEmpty()) {
            wire.counters().add(upstream.name() + " " + call.get().name(), "refused");
            ConnectionCutter.cut(http);
            return;
        }
        String raw = new String(http.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (call.isEmpty()) {
            count("unknown call", 404);
            violation(http, raw, "no such call in the contract");
            write(response, Answer.error(404, "not_found", "no such call: " + http.getRequestURI()));
            return;
        }
        try {
            serve(call.get(), http, raw, response);
        } catch (Refusal refusal) {
            if (refusal.breach()) {
                violation(http, raw, refusal.getMessage());
            }
            count(call.get().name(), refusal.status());
            write(response, Answer.error(refusal.status(), refusal.code(), refusal.getMessage()));
        }
    }

    private void serve(Call call, HttpServletRequest http, String raw, HttpServletResponse response) throws IOException {
        WireRequest request = gate.pass(call, http, raw);
        FaultyExchange exchange = new FaultyExchange(upstream.name() + " " + call.name(), http, response, wire.counters(), strikes(request));
        if (!exchange.before()) {
            return;
        }
        Answer answer;
        try {
            answer = wire.trap().around(upstream.name(), call, () -> work(request.struckBy(exchange.strike())));
        } catch (Refusal refusal) {
            if (exchange.after(String.valueOf(refusal.status()))) {
                throw refusal;
            }
            return;
        }
        if (answer == null) {
            ConnectionCutter.cut(http);
            return;
        }
        if (exchange.after(String.valueOf(answer.status()))) {
            count(call.name(), answer.status());
            exchange.write(answer);
        }
    }

    private List<Strike> strikes(WireRequest request) {
        synchronized (wire.lock()) {
            return wire.faults().strike(upstream.name(), request.call().name(), fault -> possible(fault, request));
        }
    }

    private boolean possible(Fault fault, WireRequest request) {
        return switch (fault) {
            case REFUSED -> false;
            case STALE_READ -> staleReads.find(request).isPresent() || request.call().plays(request, fault);
            case FORGOTTEN_TOKEN -> takesToken(request) && tokens.knows(request.idempotencyToken()) || request.call().plays(request, fault);
            case REPEATED_PAGE, OUT_OF_ORDER, LATE, CURSOR_REFUSED -> request.call().plays(request, fault);
            default -> true;
        };
    }

    private boolean takesToken(WireRequest request) {
        return upstream.tokens() && request.call().changing();
    }

    private Answer work(WireRequest request) {
        synchronized (wire.lock()) {
            if (request.has(Fault.STALE_READ)) {
                return staleReads.find(request).orElseGet(() -> request.call().handle(request));
            }
            if (!request.call().changing()) {
                return request.call().handle(request);
            }
            if (request.has(Fault.FORGOTTEN_TOKEN) && takesToken(request)) {
                tokens.forget(request.idempotencyToken());
            }
            return change(request);
        }
    }

    private Answer change(WireRequest request) {
        if (takesToken(request)) {
            Optional<Answer> first = tokens.recall(request.idempotencyToken(), request.call().name(), request.body());
            if (first.isPresent()) {
                return first.get();
            }
        }
        Map<String, Answer> shownBefore = staleReads.now(request);
        Answer answer = request.call().handle(request);
        if (takesToken(request)) {
            tokens.remember(request.idempotencyToken(), request.call().name(), request.body(), answer);
        }
        if (answer.changed()) {
            staleReads.written(shownBefore);
            wire.changed(upstream, request, answer);
        }
        return answer;
    }

    private void violation(HttpServletRequest http, String raw, String reason) {
        String query = http.getQueryString() == null ? "" : "?" + http.getQueryString();
        wire.violations().add(upstream.name() + " " + http.getMethod() + " " + http.getRequestURI(), reason, query + " " + raw);
        log.debug("Contract violation at {}: {}", http.getRequestURI(), reason);
    }

    private void count(String call, int status) {
        wire.counters().add(upstream.name() + " " + call, String.valueOf(status));
    }

    private static void write(HttpServletResponse response, Answer answer) throws IOException {
        FaultyExchange.send(response, answer);
    }
}
