package io.batteryexchange.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.timeline.Named;
import io.batteryexchange.timeline.TimelineEntries;
import io.batteryexchange.trace.TaskTraces;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.stereotype.Component;

/**
 * What every upstream route does around its HTTP call: name it, read its answer as JSON, and enter it into the timeline once — one entry per call,
 * not per try. Variables: {@code call} (its name), {@code answer} (its JSON), {@code answer_status}, {@code answer_code} (the error code, if any).
 */
@Component("upstreamCall")
public class UpstreamCall {

    private static final int LONGEST_ANSWER = (int) AnswerLimits.LONGEST_PAGE;
    private static final int LONGEST_ERROR = 200;
    private static final String STARTED = "upstreamCallStarted";

    private final ObjectMapper json;
    private final TimelineEntries timeline;
    private final Ambiguity ambiguity;
    private final AnswerContracts contracts;
    private final TaskTraces traces;

    UpstreamCall(ObjectMapper json, TimelineEntries timeline, Ambiguity ambiguity, AnswerContracts contracts, TaskTraces traces) {
        this.json = json;
        this.contracts = contracts;
        this.traces = traces;
        this.timeline = timeline;
        this.ambiguity = ambiguity;
    }

    /**
     * Begins a call.
     *
     * @param name  {@code <upstream> <path>}
     * @param about what it is about, for the timeline: {@code "car_id, tag=add_tag, claim_id=answer.id"} enters variable {@code car_id}, variable
     *              {@code add_tag} as {@code tag}, and the answer's field {@code id} as {@code claim_id}
     */
    public void begin(String name, String about, Exchange exchange) {
        traces.callBegins(name, exchange);
        exchange.setVariable("call", name);
        exchange.setVariable("call_about", about);
        exchange.removeVariable("answer");
        exchange.removeVariable("answer_code");
        exchange.removeVariable("answer_status");
        exchange.removeVariable("call_not_entered");
        exchange.setProperty(STARTED, System.nanoTime());
        Ambiguity.begin(exchange);
    }

    /** As {@link #begin}, for a call that only reads for a screen: it is entered only when it fails. */
    public void beginRead(String name, String about, Exchange exchange) {
        begin(name, about, exchange);
        exchange.setVariable("call_not_entered", true);
    }

    /**
     * Ends a call that was answered.
     *
     * @param expected the statuses that the route handles, like {@code "200,409"}; {@code 4xx}: every refusal. {@code 404=done}: the
     *                 refusal tells that the effect is there already; {@code 409=look}: the caller looks whether it is; {@code 504=unknown}: the answer does not tell
     * @throws UpstreamRefusal another 4xx
     * @throws UpstreamAnswerUnusable a 2xx without a JSON object or against the contract of its call ({@link AnswerContracts}), or a 4xx that the route handles but
     *                 that has no error code: a gateway's "404" must not count as the partner's; nothing of such an answer is taken over
     */
    public void answered(String expected, Exchange exchange) {
        String call = exchange.getVariable("call", String.class);
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        String text = exchange.getMessage().getBody(String.class);
        exchange.getMessage().getHeaders().clear(); // or one of our own answers would have the partner's status
        JsonNode answer = parse(call, status, text);
        String meaning = meaning(expected, status);
        boolean handled = meaning != null;
        String code = status >= 400 && answer != null && answer.path("code").isTextual() ? Discreet.code(answer.path("code").textValue()) : null;
        if (status < 300) {
            contracts.check(call, answer, exchange);
        } else if (handled && code == null && status / 100 == 4) {
            throw new UpstreamAnswerUnusable(call, status + " without an error code");
        }
        exchange.setVariable("answer_status", status);
        exchange.setVariable("answer_code", code);
        exchange.setVariable("answer", answer);
        exchange.getMessage().setBody(answer);
        boolean ok = status < 300;
        traces.callEnds(ok, () -> detail(exchange, status), code, exchange);
        if (!ok || !handled || exchange.getVariable("call_not_entered") == null) {
            Map<String, Object> detail = detail(exchange, status);
            if (code != null) {
                detail.put("code", code);
            }
            timeline.upstreamCall(exchange, call, ok ? "ok" : "failed", detail);
        }
        if (exchange.getVariable("call_not_entered") == null) {
            resolve(exchange, call, ok, meaning);
        }
        if (!handled) {
            throw new UpstreamRefusal(call, status, code);
        }
    }

    /** What an answer says about earlier tries of the same intent whose outcome is unknown. */
    private void resolve(Exchange exchange, String call, boolean ok, String meaning) {
        if ("unknown".equals(meaning)) {
            ambiguity.count(exchange);
            timeline.ambiguity(exchange, call, "open", Ambiguity.since(exchange), about(exchange, Ambiguity.tries(exchange)));
        } else if (!"look".equals(meaning) && (Ambiguity.tries(exchange) > 0 || exchange.getVariable("in_doubt", true, Boolean.class))) {
            String resolution = ok ? "repeated with token" : "done".equals(meaning) ? "found done" : "found not done";
            timeline.ambiguity(exchange, call, resolution, Ambiguity.since(exchange), about(exchange, Ambiguity.tries(exchange)));
        } else if (Ambiguity.tries(exchange) > 0) {
            timeline.ambiguity(exchange, call, "open", Ambiguity.since(exchange), about(exchange, Ambiguity.tries(exchange)));
        }
    }

    /** The meaning that the list gives a status, {@code answered} where it gives none; null: the status is not expected. */
    private static String meaning(String expected, int status) {
        for (String entry : Named.names(expected)) {
            int equals = entry.indexOf('=');
            String statuses = equals < 0 ? entry : entry.substring(0, equals);
            if (statuses.equals(Integer.toString(status)) || statuses.equals("4xx") && status / 100 == 4) {
                return equals < 0 ? "answered" : entry.substring(equals + 1);
            }
        }
        return null;
    }

    /**
     * Ends a call that got no usable answer after all its tries: its outcome is unknown. The exception tells its call and a
     * {@code Retry-After}, see {@link Failure}.
     */
    public void failed(Exchange exchange) {
        Throwable failure = Failure.of(exchange);
        if (failure instanceof UpstreamRefusal) {
            return; // entered by answered()
        }
        Integer status = failure instanceof HttpOperationFailedException http ? http.getStatusCode() : null;
        OptionalLong wait = failure instanceof HttpOperationFailedException http && http.getResponseHeaders() != null
            ? RetryAfter.milliseconds(http.getResponseHeaders()) : OptionalLong.empty();
        failure.addSuppressed(new FailedCall(exchange.getVariable("call", String.class), wait.isPresent() ? wait.getAsLong() : null));
        Map<String, Object> detail = detail(exchange, status);
        detail.put("error", Discreet.failure(failure, LONGEST_ERROR));
        String call = exchange.getVariable("call", String.class);
        timeline.upstreamCall(exchange, call, "failed", detail);
        traces.callEnds(false, () -> detail, failure.getClass().getSimpleName(), exchange);
        ambiguity.countIfUnknown(exchange);
        if (Ambiguity.tries(exchange) > 0) {
            timeline.ambiguity(exchange, call, "open", Ambiguity.since(exchange), about(exchange, Ambiguity.tries(exchange)));
        }
    }

    /** The W3C traceparent of the call: one trace per attempt of a task, one span per call. */
    public String traceparent(Exchange exchange) {
        return traces.traceparent(exchange);
    }

    private JsonNode parse(String call, int status, String text) {
        if (text != null && text.length() > LONGEST_ANSWER) {
            throw new UpstreamAnswerUnusable(call, "more than " + LONGEST_ANSWER + " characters");
        }
        try {
            JsonNode answer = text == null || text.isBlank() ? null : json.readTree(text);
            if (status < 300 && (answer == null || !answer.isObject())) {
                throw new UpstreamAnswerUnusable(call, status + " without a JSON object");
            }
            return answer;
        } catch (JsonProcessingException e) {
            if (status < 300) {
                throw new UpstreamAnswerUnusable(call, status + " with something that is not JSON");
            }
            return null;
        }
    }

    private static Map<String, Object> detail(Exchange exchange, Integer status) {
        Map<String, Object> detail = about(exchange);
        if (status != null) {
            detail.put("status", status);
        }
        detail.put("attempt", 1 + Ambiguity.repeats(exchange));
        detail.put("ms", (System.nanoTime() - exchange.getProperty(STARTED, Long.class)) / 1_000_000);
        return detail;
    }

    private static Map<String, Object> about(Exchange exchange, int unknownTries) {
        Map<String, Object> about = about(exchange);
        about.put("tries", unknownTries);
        return about;
    }

    private static Map<String, Object> about(Exchange exchange) {
        Map<String, Object> detail = new LinkedHashMap<>();
        for (Named named : Named.in(exchange.getVariable("call_about", String.class))) {
            Object value = value(exchange, named.source());
            if (value != null) {
                detail.put(named.name(), value);
            }
        }
        return detail;
    }

    private static Object value(Exchange exchange, String source) {
        if (!source.startsWith("answer.")) {
            Object value = exchange.getVariable(source);
            return value instanceof Number || value == null ? value : value.toString();
        }
        JsonNode answer = exchange.getVariable("answer", JsonNode.class);
        return answer == null ? null : answer.path(source.substring("answer.".length())).asText(null);
    }
}
