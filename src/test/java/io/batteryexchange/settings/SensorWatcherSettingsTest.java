package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class SensorWatcherSettingsTest {

    private final MockEnvironment environment = new MockEnvironment()
        .withProperty("sensor-watcher.enabled", "true")
        .withProperty("sensor-watcher.thresholds", "60,40,20")
        .withProperty("sensor-watcher.hysteresis", "5")
        .withProperty("tags.low.battery_low_60", "40")
        .withProperty("tags.low.battery_low_40", "60")
        .withProperty("tags.low.battery_low_20", "80");

    @ParameterizedTest
    @ValueSource(strings = {"60,40,20", "20", "20, 60"})
    void takesThresholdsThatHaveTheirTags(String thresholds) {
        environment.setProperty("sensor-watcher.thresholds", thresholds);

        assertThatCode(() -> SensorWatcherSettings.check(environment)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "thresholds | 60,30    | has 30, but tags.low has no battery_low_30",
        "thresholds | 60,60    | names 60 twice",
        "thresholds | ''       | must be made of whole numbers from 1 to 99, but has ''",
        "thresholds | 60,      | must be made of whole numbers from 1 to 99, but has ''",
        "thresholds | 0        | must be made of whole numbers from 1 to 99, but has '0'",
        "thresholds | 100      | must be made of whole numbers from 1 to 99, but has '100'",
        "thresholds | 59.5     | must be made of whole numbers from 1 to 99, but has '59.5'",
        "hysteresis | 0        | must be made of whole numbers from 1 to 99, but has '0'",
        "hysteresis | a little | must be made of whole numbers from 1 to 99, but has 'a little'"}, quoteCharacter = '`')
    void refusesWhatIsNoThreshold(String setting, String value, String why) {
        environment.setProperty("sensor-watcher." + setting, value.equals("''") ? "" : value);

        assertThatThrownBy(() -> SensorWatcherSettings.check(environment)).isInstanceOf(SettingRefused.class)
            .hasMessage("Setting sensor-watcher." + setting + " (environment variable SENSOR_WATCHER_" + setting.toUpperCase() + ") " + why + ".");
    }

    @Test
    void refusesAThresholdWhoseTagCouldNeverBeTakenAway() {
        environment.setProperty("sensor-watcher.hysteresis", "41");

        assertThatThrownBy(() -> SensorWatcherSettings.check(environment)).isInstanceOf(SettingRefused.class)
            .hasMessageContaining("has 60, but no scooter reads 60 + 41 % or more");
    }

    @Test
    void doesNotStopTheStartOverAWatcherThatIsOff() {
        environment.setProperty("sensor-watcher.enabled", "false");
        environment.setProperty("sensor-watcher.thresholds", "many");

        assertThatCode(() -> SensorWatcherSettings.check(environment)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "TRUE"})
    void refusesASwitchThatIsNeitherOnNorOff(String value) {
        environment.setProperty("sensor-watcher.enabled", value);

        assertThatThrownBy(() -> SensorWatcherSettings.check(environment)).isInstanceOf(SettingRefused.class)
            .hasMessage("Setting sensor-watcher.enabled (environment variable SENSOR_WATCHER_ENABLED) must be true or false, but is '" + value + "'.");
    }
}
