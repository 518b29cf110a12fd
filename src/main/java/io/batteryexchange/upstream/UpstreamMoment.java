package io.batteryexchange.upstream;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Moments as upstreams write them, on their way into the database. */
public final class UpstreamMoment {

    /** What PostgreSQL and ISO 8601 write alike; a date far outside is as good as none. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private UpstreamMoment() {
    }

    /** The moment in UTC; null where the text is none, so that one upstream's slip does not fail a whole statement. */
    public static String text(String iso) {
        if (iso == null) {
            return null;
        }
        try {
            Instant moment = OffsetDateTime.parse(iso).toInstant();
            return moment.isBefore(EARLIEST) || moment.isAfter(LATEST) ? null : moment.toString();
        } catch (DateTimeException e) {
            return null; // no date: the caller treats the moment as unknown
        }
    }
}
