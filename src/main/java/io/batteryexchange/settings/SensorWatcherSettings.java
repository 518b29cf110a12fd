package io.batteryexchange.settings;

import io.batteryexchange.settings.BundleSettings.SensorWatcher;
import java.util.HashSet;
import java.util.Set;
import org.springframework.core.env.ConfigurableEnvironment;

/** Looks at {@code sensor-watcher} (contracts, deployment: {@code SENSOR_WATCHER_*}); where the watcher is off, only at the switch itself. */
final class SensorWatcherSettings {

    private SensorWatcherSettings() {
    }

    /** @throws SettingRefused a threshold that is no percentage or has no tag, or one whose tag could never be taken away */
    static void check(ConfigurableEnvironment environment) {
        String enabled = environment.getProperty("sensor-watcher.enabled", "");
        if (!enabled.equals("true") && !enabled.equals("false")) {
            throw new SettingRefused("Setting sensor-watcher.enabled (environment variable SENSOR_WATCHER_ENABLED) must be true or false, but is '" + enabled + "'.");
        }
        if (enabled.equals("false")) {
            return;
        }
        int hysteresis = percent("sensor-watcher.hysteresis", "SENSOR_WATCHER_HYSTERESIS", environment.getProperty("sensor-watcher.hysteresis", ""));
        Set<Integer> known = new HashSet<>();
        for (String text : environment.getProperty("sensor-watcher.thresholds", "").split(",", -1)) {
            int threshold = percent("sensor-watcher.thresholds", "SENSOR_WATCHER_THRESHOLDS", text.strip());
            if (!known.add(threshold)) {
                throw refused("thresholds", "SENSOR_WATCHER_THRESHOLDS", "names " + threshold + " twice");
            }
            if (threshold + hysteresis > 100) {
                throw refused("thresholds", "SENSOR_WATCHER_THRESHOLDS", "has " + threshold + ", but no scooter reads " + threshold + " + " + hysteresis
                    + " % or more: its tag could never be taken away");
            }
            if (!environment.containsProperty("tags.low." + SensorWatcher.tag(threshold))) {
                throw refused("thresholds", "SENSOR_WATCHER_THRESHOLDS", "has " + threshold + ", but tags.low has no " + SensorWatcher.tag(threshold));
            }
        }
    }

    private static int percent(String name, String variable, String text) {
        if (!text.matches("[1-9]\\d?")) {
            throw refused(name.substring("sensor-watcher.".length()), variable, "must be made of whole numbers from 1 to 99, but has '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static SettingRefused refused(String name, String variable, String why) {
        return new SettingRefused("Setting sensor-watcher." + name + " (environment variable " + variable + ") " + why + ".");
    }
}
