package io.batteryexchange.sandbox.wire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** One request and its answer, with what the strikes make of them. */
public final class FaultyExchange {

    private static final int DROPS = 20;

    private final String call;
    private final HttpServletRequest http;
    private final HttpServletResponse response;
    private final CallCounters counters;
    private final List<Strike> strikes;

    /** @param call as the counters name it */
    public FaultyExchange(String call, HttpServletRequest http, HttpServletResponse response, CallCounters counters, List<Strike> strikes) {
        this.call = call;
        this.http = http;
        this.response = response;
        this.counters = counters;
        this.strikes = strikes;
    }

    /** The strike that is no mere latency; null when there is none. */
    Strike strike() {
        return strikes.stream().filter(s -> s.fault().excludesOthers()).findFirst().orElse(null);
    }

    /** @return whether the work is to be done */
    public boolean before() throws IOException {
        for (Strike strike : strikes) {
            if (!before(strike)) {
                return false;
            }
        }
        return true;
    }

    private boolean before(Strike strike) throws IOException {
        FaultRule rule = strike.rule();
        switch (strike.fault()) {
            case LATENCY -> sleep(rule.delayMs() / 2 + strike.dice().nextInt(rule.delayMs() / 2 + 1));
            case SLOW -> {
                if (strike.otherWay()) {
                    sleep(slowness(strike));
                }
            }
            case REFUSED, RESET_BEFORE -> {
                counters.add(call, strike.fault() == Fault.REFUSED ? "refused" : "reset");
                ConnectionCutter.cut(http);
                return false;
            }
            case ERROR_BEFORE -> {
                counters.add(call, String.valueOf(rule.status()));
                send(response, Answer.error(rule.status(), "internal_error", "something went wrong before the work"));
                return false;
            }
            case TOO_MANY -> {
                counters.add(call, "429");
                send(response, Answer.error(429, "too_many_requests", "slow down").header("Retry-After", retryAfter(strike)));
                return false;
            }
            default -> {
                return true;
            }
        }
        return true;
    }

    /**
     * The work is done.
     *
     * @param outcome of the work, for the counters
     * @return whether its answer is to be sent
     */
    public boolean after(String outcome) throws IOException {
        Strike strike = strike();
        if (strike == null) {
            return true;
        }
        switch (strike.fault()) {
            case LOST_ANSWER -> {
                counters.add(call, outcome + " lost");
                ConnectionCutter.cut(http);
                return false;
            }
            case ERROR_AFTER -> {
                counters.add(call, String.valueOf(strike.rule().status()));
                send(response, Answer.error(strike.rule().status(), "internal_error", "something went wrong after the work"));
                return false;
            }
            case SLOW -> {
                if (!strike.otherWay()) {
                    sleep(slowness(strike));
                }
                return true;
            }
            default -> {
                return true;
            }
        }
    }

    /** Sends the answer, in drops if need be. */
    public void write(Answer answer) throws IOException {
        Strike strike = strike();
        if (strike == null || strike.fault() != Fault.SLOW_BODY) {
            send(response, answer);
            return;
        }
        byte[] bytes = head(response, answer);
        response.flushBuffer();
        int drop = Math.max(1, bytes.length / DROPS);
        for (int from = 0; from < bytes.length; from += drop) {
            sleep(strike.rule().delayMs() / DROPS);
            response.getOutputStream().write(bytes, from, Math.min(drop, bytes.length - from));
            response.flushBuffer();
        }
    }

    static void send(HttpServletResponse response, Answer answer) throws IOException {
        response.getOutputStream().write(head(response, answer));
    }

    private static byte[] head(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentType("application/json;charset=utf-8");
        byte[] bytes = Json.MAPPER.writeValueAsBytes(answer.body());
        response.setContentLength(bytes.length);
        return bytes;
    }

    /** All of the rule's delay and up to a quarter more, ms. */
    private static long slowness(Strike strike) {
        return strike.rule().delayMs() + strike.dice().nextInt(strike.rule().delayMs() / 4 + 1);
    }

    /** A date has no fractions of a second: rounded up. */
    private static String retryAfter(Strike strike) {
        int seconds = strike.rule().retryAfter();
        return strike.otherWay() ? DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().plusSeconds(seconds + 1L).atZone(ZoneOffset.UTC))
                : String.valueOf(seconds);
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
