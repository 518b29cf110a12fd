package io.batteryexchange.sandbox.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One system the bundle talks to.
 *
 * @param name          as timelines name it
 * @param prefix        path before the calls' names
 * @param token         the bearer token it wants
 * @param badRequest    the code of its answers to malformed requests
 * @param traced        wants {@code X-Request-Id} and {@code traceparent} on every call
 * @param tokens        wants {@code X-Idempotency-Token} on changing calls
 */
public record Upstream(String name, String prefix, String token, String badRequest, boolean traced, boolean tokens,
                       Map<String, Call> calls) {

    public static Upstream of(String name, String prefix, String token, String badRequest, boolean traced, boolean tokens,
                              List<Call> calls) {
        Map<String, Call> byName = new LinkedHashMap<>();
        calls.forEach(call -> byName.put(call.name(), call));
        return new Upstream(name, prefix, token, badRequest, traced, tokens, byName);
    }

    Optional<Call> call(String path) {
        return path.startsWith(prefix + "/") ? Optional.ofNullable(calls.get(path.substring(prefix.length() + 1))) : Optional.empty();
    }
}
