package io.batteryexchange.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.settings.SettingRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapTilesTest {

    @Test
    void noneAreUsedUnlessSet() {
        MapTiles tiles = new MapTiles(" ", "");

        assertThat(tiles.used()).isFalse();
        assertThat(tiles.origin()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://tiles.example.org/{z}/{x}/{y}.png, https://tiles.example.org", "http://127.0.0.1:8090/t?z={z}&x={x}&y={y}, http://127.0.0.1:8090"})
    void theOriginIsWhatThePolicyHasToAllow(String template, String origin) {
        MapTiles tiles = new MapTiles(template, "© someone");

        assertThat(tiles.used()).isTrue();
        assertThat(tiles.template()).isEqualTo(template);
        assertThat(tiles.origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "https://tiles.example.org/{z}/{x}.png | must hold {z}, {x} and {y}",
        "https://{s}.tiles.example.org/{z}/{x}/{y}.png | may hold no other placeholder",
        "https://{z}.example.org/{x}/{y}.png | must name one host",
        "https://me:secret@tiles.example.org/{z}/{x}/{y}.png | must not hold a login",
        "ftp://tiles.example.org/{z}/{x}/{y}.png | must be an http or https URL",
        "/tiles/{z}/{x}/{y}.png | must be an http or https URL",
        "https://tiles.example.org/ {z}/{x}/{y}.png | is not a URL",
        "https://tiles.example.org; script-src *|/{z}/{x}/{y}.png | must hold"})
    void refusesATemplateByTheNameOfTheSetting(String template, String reason) {
        assertThatThrownBy(() -> new MapTiles(template, "")).isInstanceOf(SettingRefused.class)
            .hasMessageStartingWith("Setting console.map-tiles (environment variable CONSOLE_MAP_TILES) ").hasMessageContaining(reason)
            .hasMessageNotContaining("secret");
    }
}
