package io.batteryexchange.sandbox.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code X-Request-Id} is new per call: only a repeated try of the same call may carry it again. */
final class RequestIds {

    private static final int KEPT = 20_000;

    private final Map<String, String> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > KEPT;
        }
    };

    synchronized boolean fits(String requestId, String what) {
        String before = seen.putIfAbsent(requestId, what);
        return before == null || before.equals(what);
    }
}
