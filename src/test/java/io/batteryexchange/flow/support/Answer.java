package io.batteryexchange.flow.support;

import java.time.Duration;
import java.util.Map;

/** What a stub does with a request. */
public record Answer(int status, String body, Map<String, String> headers, Duration delay, boolean unanswered) {

    public static Answer ok(String body) {
        return new Answer(200, body, Map.of(), Duration.ZERO, false);
    }

    public static Answer ok(Object document) {
        return ok(document.toString());
    }

    /** A refusal or a failure with an error code. */
    public static Answer error(int status, String code) {
        return new Answer(status, "{\"code\":\"" + code + "\",\"message\":\"scripted\"}", Map.of(), Duration.ZERO, false);
    }

    /** The connection is closed without an answer; what the call asked for may have been done. */
    public static Answer lost() {
        return new Answer(0, "", Map.of(), Duration.ZERO, true);
    }

    public Answer after(Duration delay) {
        return new Answer(status, body, headers, delay, unanswered);
    }

    public Answer with(String header, String value) {
        return new Answer(status, body, Map.of(header, value), delay, unanswered);
    }
}
