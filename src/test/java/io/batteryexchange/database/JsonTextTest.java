package io.batteryexchange.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"a\":\"x\\u0000y\"}       | {\"a\":\"xy\"}",
        "{\"a\":\"\\u0000\\u0000\"}  | {\"a\":\"\"}",
        "{\"a\":\"\\\\u0000\"}       | {\"a\":\"\\\\u0000\"}",
        "{\"a\":\"\\\\\\u0000b\"}    | {\"a\":\"\\\\b\"}",
        "{\"a\":\"\\u0001\"}         | {\"a\":\"\\u0001\"}"})
    void takesOnlyRealNulCharactersOut(String json, String kept) {
        assertThat(JsonText.withoutNul(json)).isEqualTo(kept);
    }
}
