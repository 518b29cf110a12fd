package io.batteryexchange.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.upstream.Failure;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Turns the caught exception of an API route into the answer {@code {"code","message"}}. */
@Component("refusals")
public class Refusals {

    private final ObjectMapper json;
    private final ApiErrors errors;
    private final Map<String, UnavailableAnswer> ownAnswers;

    Refusals(ObjectMapper json, ApiErrors errors, List<UnavailableAnswer> ownAnswers) {
        this.json = json;
        this.errors = errors;
        this.ownAnswers = ownAnswers.stream().collect(Collectors.toUnmodifiableMap(UnavailableAnswer::kind, Function.identity()));
    }

    /** The answer to an {@link ApiRefusal}. */
    public void answer(Exchange exchange) throws JsonProcessingException {
        ApiRefusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ApiRefusal.class);
        Map<String, String> body = errors.body(exchange.getVariable("language", String.class), refusal.getCode(), refusal.getArgs());
        if (refusal.getCode().equals("wrong_state")) {
            body.put("state", String.valueOf(refusal.getArgs()[0]));
        }
        write(exchange, refusal.getStatus(), json.writeValueAsString(body));
        if (refusal.getStatus() == 429) {
            exchange.getMessage().setHeader("Retry-After", String.valueOf(refusal.getArgs()[0]));
        }
    }

    /** The answer when an upstream failed: what variable {@code when_cabinet_fails} says for the cabinet system, else 503. */
    public void answerUnavailable(Exchange exchange) throws JsonProcessingException {
        boolean cabinet = Failure.isOfCabinets(exchange);
        String wanted = exchange.getVariable("when_cabinet_fails", "", String.class);
        if (cabinet && !wanted.isEmpty()) {
            write(exchange, 200, ownAnswers.get(wanted).unavailable(exchange));
        } else {
            answer(exchange, 503, cabinet ? "cabinet_unavailable" : "service_unavailable");
        }
    }

    /** The answer when somebody else has the task for longer than a caller can wait. */
    public void answerBusy(Exchange exchange) throws JsonProcessingException {
        answer(exchange, 503, "service_unavailable");
    }

    /** The answer when the fault is ours: no detail leaves the house. */
    public void answerFault(Exchange exchange) throws JsonProcessingException {
        answer(exchange, 500, "internal_error");
    }

    private void answer(Exchange exchange, int status, String code, Object... args) throws JsonProcessingException {
        write(exchange, status, json.writeValueAsString(errors.body(exchange.getVariable("language", String.class), code, args)));
    }

    private static void write(Exchange exchange, int status, String body) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        exchange.getMessage().setBody(body);
    }
}
