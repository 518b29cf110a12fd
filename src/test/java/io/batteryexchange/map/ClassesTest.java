package io.batteryexchange.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charge and stock: which number is in which class. */
class ClassesTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"none, unknown", "0, below_20", "19, below_20", "20, below_40", "39, below_40", "40, below_60", "59, below_60", "60, above", "100, above"})
    void chargeHasTheTiersOfTheTags(Integer percent, String word) {
        assertThat(Charge.of(percent).word()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"none, unknown", "0, none_", "1, few", "2, few", "3, enough"})
    void stockIsUnknownUntilAsked(Integer available, String word) {
        assertThat(Stock.of(available).word()).isEqualTo(word.replace("_", ""));
    }
}
