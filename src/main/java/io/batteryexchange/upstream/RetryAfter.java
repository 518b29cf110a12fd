package io.batteryexchange.upstream;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.OptionalLong;

/** The header {@code Retry-After} (RFC 9110 § 10.2.3): seconds or an HTTP date. */
final class RetryAfter {

    /** Longer waits are cut: a nonsensical header must not put a task off for days. */
    private static final long LONGEST_MS = Duration.ofMinutes(15).toMillis();

    private RetryAfter() {
    }

    /** How long the partner asks to wait, at most 15 minutes; empty when it does not say, or unreadably. */
    static OptionalLong milliseconds(Map<String, String> headers) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase("Retry-After")) {
                return milliseconds(header.getValue().trim());
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong milliseconds(String value) {
        if (value.matches("[0-9]{1,9}")) {
            return OptionalLong.of(Math.min(Long.parseLong(value) * 1000, LONGEST_MS));
        }
        try {
            long wait = Duration.between(Instant.now(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)).toMillis();
            return OptionalLong.of(Math.max(0, Math.min(wait, LONGEST_MS)));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }
}
