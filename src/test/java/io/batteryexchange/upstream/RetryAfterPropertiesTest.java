package io.batteryexchange.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a partner writes into the header: a sensible pause, or none. */
class RetryAfterPropertiesTest {

    @Property
    void isAPauseOfAtMostAQuarterOfAnHourOrNone(@ForAll("values") String value, @ForAll("values") String date) {
        Map<String, String> headers = new HashMap<>();
        headers.put("retry-after", value);
        headers.put("DATE", date);

        OptionalLong pause = RetryAfter.milliseconds(headers);

        pause.ifPresent(ms -> assertThat(ms).isBetween(0L, 900_000L));
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> dates = Arbitraries.longs().between(-60_000_000_000L, 253_402_300_799L)
            .map(second -> DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(40), Arbitraries.strings().numeric().ofMaxLength(25), dates, dates.map(date -> date.replace("GMT", "+1900")));
    }
}
