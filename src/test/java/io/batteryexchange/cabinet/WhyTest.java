package io.batteryexchange.cabinet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhyTest {

    @ParameterizedTest
    @CsvSource({
        "4.2,    4,  4.2 km > 4.0 km",
        "12.345, 4,  12.3 km > 4.0 km",
        "4.04,   4,  4.04 km > 4.00 km",
        "4.049,  4,  4.05 km > 4.00 km",
        "4.0004, 4,  4.0004 km > 4.0000 km",
        "0.66,   0.64, 0.7 km > 0.6 km"})
    void showsKilometresSoThatTheyDiffer(double km, double limit, String why) {
        assertThat(Why.tooFar(km, limit)).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({
        "75,    60,   75 min > 60 min",
        "60.6,  60,   61 min > 60 min",
        "60.24, 60,   60.2 min > 60.0 min",
        "60.04, 60,   60.04 min > 60.00 min"})
    void showsMinutesSoThatTheyDiffer(double minutes, double limit, String why) {
        assertThat(Why.tooLongAWalk(minutes, limit)).isEqualTo(why);
    }

    @Test
    void endsWhereTheNumbersHardlyDiffer() {
        assertThat(Why.tooFar(Math.nextUp(4.0), 4)).isEqualTo("4.000000 km > 4.000000 km");
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "0.5, 0.5", "100, 100", "1000000000, 1000000000"})
    void showsALimitAsItStandsInTheFile(double limit, String shown) {
        assertThat(Why.limit(limit)).isEqualTo(shown);
    }

    @Test
    void showsTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ru-RU"));
        try {
            assertThat(Why.tooFar(4.2, 4)).isEqualTo("4.2 km > 4.0 km");
        } finally {
            Locale.setDefault(before);
        }
    }
}
