package io.batteryexchange.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers the first 2xx answer for each token for 24 hours of real time: the token is a matter of the wire, not of the city. */
final class IdempotencyTokens {

    private static final Duration MEMORY = Duration.ofHours(24);

    private record Remembered(Instant at, String call, JsonNode body, Answer answer) {
    }

    private final Map<String, Remembered> byToken = new LinkedHashMap<>();

    /** @throws Refusal when the token was used for something else */
    synchronized Optional<Answer> recall(String token, String call, JsonNode body) {
        forget(Instant.now().minus(MEMORY));
        Remembered known = byToken.get(token);
        if (known == null) {
            return Optional.empty();
        }
        if (!known.call().equals(call) || !known.body().equals(body)) {
            throw Refusal.breach(409, "idempotency_token_reused",
                    "token was used for %s %s before".formatted(known.call(), known.body()));
        }
        return Optional.of(known.answer());
    }

    synchronized void remember(String token, String call, JsonNode body, Answer answer) {
        byToken.putIfAbsent(token, new Remembered(Instant.now(), call, body, answer));
    }

    synchronized boolean knows(String token) {
        return byToken.containsKey(token);
    }

    synchronized void forget(String token) {
        byToken.remove(token);
    }

    private void forget(Instant before) {
        Iterator<Remembered> oldestFirst = byToken.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().at().isBefore(before)) {
            oldestFirst.remove();
        }
    }
}
