package io.batteryexchange.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleBarTest {

    @ParameterizedTest(name = "{0} units of {1} m: {2} {3}")
    @CsvSource({"192, 1.17, 200, m, 170.9", "192, 14.6, 2, km, 137.0", "192, 26.1, 5, km, 191.6", "192, 5.3, 1, km, 188.7", "192, 0.1, 10, m, 100.0", "192, 0.009, 1, m, 111.1"})
    void isARoundLength(double units, double metresPerUnit, long length, String unit, double drawn) {
        ScaleBar bar = ScaleBar.within(units, metresPerUnit);

        assertThat(bar.length()).isEqualTo(length);
        assertThat(bar.unit()).isEqualTo(unit);
        assertThat(bar.units()).isEqualTo(drawn).isLessThanOrEqualTo(units);
    }
}
