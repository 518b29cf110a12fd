package io.batteryexchange.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1000", "120, 120000", "' 7 ', 7000", "900, 900000"})
    void readsSeconds(String value, long milliseconds) {
        assertThat(RetryAfter.milliseconds(Map.of("Retry-After", value))).hasValue(milliseconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After", "retry-after", "RETRY-AFTER"})
    void readsTheHeaderInWhateverCaseItCame(String name) {
        assertThat(RetryAfter.milliseconds(Map.of("Content-Type", "text/plain", name, "3"))).hasValue(3000);
    }

    @Test
    void readsADate() {
        assertThat(RetryAfter.milliseconds(Map.of("Retry-After", date(300))).orElseThrow()).isBetween(290_000L, 300_000L);
    }

    @Test
    void aDateThatIsOverIsNoWait() {
        assertThat(RetryAfter.milliseconds(Map.of("Retry-After", date(-300)))).hasValue(0);
    }

    @Test
    void aDateIsReadByThePartnersClockWhateverOursSays() {
        assertThat(RetryAfter.milliseconds(Map.of("Date", date(-7200), "Retry-After", date(-7080)))).hasValue(120_000);
    }

    @Test
    void doesNotPutATaskOffForDays() {
        assertThat(RetryAfter.milliseconds(Map.of("Retry-After", "999999999"))).hasValue(900_000);
        assertThat(RetryAfter.milliseconds(Map.of("Retry-After", date(86_400 * 365)))).hasValue(900_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "10s", "9999999999999999999", "Wed, 99 Foo 2026 10:00:00 GMT", "2026-01-05T10:00:00Z"})
    void saysNothingWhereNobodyCanReadIt(String value) {
        assertThat(RetryAfter.milliseconds(Map.of("Retry-After", value))).isEmpty();
    }

    @Test
    void saysNothingWithoutTheHeader() {
        assertThat(RetryAfter.milliseconds(Map.of("X-Retry-After", "3"))).isEmpty();
    }

    private static String date(long secondsFromNow) {
        return ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(secondsFromNow).format(DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
