package io.batteryexchange.sandbox.wire;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    public UpstreamServlet(Upstream upstream, Wire wire) {
        this.upstream = upstream;
        this.wire = wire;
        this.gate = new Gate(upstream);
    }

    @Override
    protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
        String raw = new String(http.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Optional<Call> call = upstream.call(http.getRequestURI());
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
        List<FaultRule> faults = wire.faults().strike(upstream.name(), call.name());
        for (FaultRule rule : faults) {
            if (!strikeBefore(rule, call, http, response)) {
                return;
            }
        }
        Answer answer = work(request);
        for (FaultRule rule : faults) {
            if (rule.fault() == Fault.LOST_ANSWER) {
                wire.counters().add(upstream.name() + " " + call.name(), answer.status() + " lost");
                ConnectionCutter.cut(http);
                return;
            }
            if (rule.fault() == Fault.ERROR_AFTER) {
                count(call.name(), rule.status());
                write(response, Answer.error(rule.status(), "internal_error", "something went wrong after the work"));
                return;
            }
        }
        count(call.name(), answer.status());
        write(response, answer);
    }

    /** @return whether the call goes on */
    private boolean strikeBefore(FaultRule rule, Call call, HttpServletRequest http, HttpServletResponse response) throws IOException {
        switch (rule.fault()) {
            case LATENCY -> sleep(rule.delayMs() / 2 + wire.faults().dice(rule.delayMs() / 2 + 1));
            case RESET_BEFORE -> {
                wire.counters().add(upstream.name() + " " + call.name(), "reset");
                ConnectionCutter.cut(http);
                return false;
            }
            case ERROR_BEFORE -> {
                count(call.name(), rule.status());
                write(response, Answer.error(rule.status(), "internal_error", "something went wrong before the work"));
                return false;
            }
            case TOO_MANY -> {
                count(call.name(), 429);
                write(response, Answer.error(429, "too_many_requests", "slow down")
                        .header("Retry-After", String.valueOf(rule.retryAfter())));
                return false;
            }
            case LOST_ANSWER, ERROR_AFTER -> {
                return true;
            }
        }
        return true;
    }

    private Answer work(WireRequest request) {
        synchronized (wire.lock()) {
            boolean tokenCall = upstream.tokens() && request.call().changing();
            if (tokenCall) {
                Optional<Answer> first = tokens.recall(request.idempotencyToken(), request.call().name(), request.body());
                if (first.isPresent()) {
                    return first.get();
                }
            }
            Answer answer = request.call().handle(request);
            if (tokenCall) {
                tokens.remember(request.idempotencyToken(), request.call().name(), request.body(), answer);
            }
            if (request.call().changing() && answer.changed()) {
                wire.changed(upstream, request, answer);
            }
            return answer;
        }
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
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentType("application/json;charset=utf-8");
        byte[] bytes = Json.MAPPER.writeValueAsBytes(answer.body());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
