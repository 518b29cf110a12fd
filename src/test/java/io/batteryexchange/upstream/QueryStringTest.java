package io.batteryexchange.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.support.TestExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {

    private final QueryString query = new QueryString();

    @Test
    void namesVariablesInTheirOrderAndLeavesOutThoseWithoutAValue() {
        assertThat(query.of("car_id, cursor, limit", TestExchange.with("limit", 500, "car_id", "car-1"))).isEqualTo("car_id=car-1&limit=500");
        assertThat(query.of("cursor", TestExchange.with())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a&b=c, a%26b%3Dc", "a b, a+b", "a+b, a%2Bb", "c-7/3, c-7%2F3", "100%, 100%25", "a?b#c, a%3Fb%23c", "ключ, %D0%BA%D0%BB%D1%8E%D1%87",
        "battery_low*-recharge_processing, battery_low*-recharge_processing"})
    void aValueCannotBreakOutOfItsParameter(String value, String encoded) {
        assertThat(query.of("cursor", TestExchange.with("cursor", value))).isEqualTo("cursor=" + encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,2]}", "eyJ==/+", "RAW(x)", "%20", "\n", "😀"})
    void givesAnOpaqueCursorBackVerbatim(String cursor) {
        String encoded = query.of("cursor", TestExchange.with("cursor", cursor)).substring("cursor=".length());

        assertThat(encoded).matches("[A-Za-z0-9.*_+%-]+");
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(cursor);
    }
}
