package io.batteryexchange.upstream;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The header {@code Retry-After} (RFC 9110 § 10.2.3): seconds or an HTTP date, which is read by the clock of the partner who set it (header {@code Date}). */
final class RetryAfter {

    /** Longer waits are cut: a nonsensical header must not put a task off for days. */
    private static final long LONGEST_MS = Duration.ofMinutes(15).toMillis();

    private RetryAfter() {
    }

    /** How long the partner asks to wait, at most 15 minutes; empty when it does not say, or unreadably. */
    static OptionalLong milliseconds(Map<String, String> headers) {
        String value = header(headers, "Retry-After");
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value.matches("[0-9]{1,9}")) {
            return OptionalLong.of(Math.min(Long.parseLong(value) * 1000, LONGEST_MS));
        }
        Optional<Instant> until = date(value);
        if (until.isEmpty()) {
            return OptionalLong.empty();
        }
        Instant answered = date(header(headers, "Date")).orElseGet(Instant::now);
        return OptionalLong.of(Math.max(0, Math.min(Duration.between(answered, until.get()).toMillis(), LONGEST_MS)));
    }

    private static String header(Map<String, String> headers, String name) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue().trim();
            }
        }
        return null;
    }

    private static Optional<Instant> date(String value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
