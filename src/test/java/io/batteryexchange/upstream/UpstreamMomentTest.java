package io.batteryexchange.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamMomentTest {

    @ParameterizedTest
    @CsvSource({"2026-01-05T10:00:00Z, 2026-01-05T10:00:00Z", "2026-01-05T13:00:00.25+03:00, 2026-01-05T10:00:00.250Z", "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z"})
    void writesAMomentInUtc(String upstream, String ours) {
        assertThat(UpstreamMoment.text(upstream)).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-01-05", "2026-13-05T10:00:00Z", "2026-01-05T10:00:00", "+999999999-12-31T23:59:59Z", "-4714-01-01T00:00:00Z"})
    void aTextThatIsNoMomentFailsNoStatement(String upstream) {
        assertThat(UpstreamMoment.text(upstream)).isNull();
    }

    @Test
    void nothingStaysNothing() {
        assertThat(UpstreamMoment.text(null)).isNull();
    }
}
