package io.batteryexchange.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/** Settings that beans use; those that only routes use are placeholders there. Defaults and meanings: {@code config/application.yaml}. */
public final class BundleSettings {

    private BundleSettings() {
    }

    /** {@code tags.low}: low-battery tag to task priority; {@code tags.rental}: tags of a scooter that a rider has; the others are one tag each. */
    @ConfigurationProperties("tags")
    public record Tags(Map<String, Integer> low, List<String> rental, String processing, String vehicleNotFound, String vehicleDestroyed) {
    }

    /** {@code sensor-watcher}: thresholds in percent, hysteresis in percent points. */
    @ConfigurationProperties("sensor-watcher")
    public record SensorWatcher(List<Integer> thresholds, int hysteresis) {

        /** The low tag of a threshold, like {@code battery_low_60}. */
        public static String tag(int threshold) {
            return "battery_low_" + threshold;
        }
    }

    /** Weight in kilograms, sizes in metres, cost of one, and the charge (percent) that counts as full. */
    @ConfigurationProperties("accumulator")
    public record Accumulator(BigDecimal weightKg, BigDecimal lengthM, BigDecimal widthM, BigDecimal heightM, String cost, String costCurrency, int fullPercent) {
    }

    /** How often one caller may call one node, by kind of call; {@code callers}: so many are remembered. */
    @ConfigurationProperties("limits")
    public record Limits(Rate courierTaps, Rate courierReads, Rate cargoOrders, Rate operator, int callers) {

        /** So many calls at once, and then so many a second; both 1 or more, or the service does not start. */
        public record Rate(int burst, int perSecond) {

            public Rate {
                if (burst < 1 || perSecond < 1) {
                    throw new SettingRefused("Each of the settings limits.*.burst and limits.*.per-second must be 1 or more.");
                }
            }
        }
    }

    /** How many calls of our APIs are in the routes at once, how many more wait for their turn, and how long a call takes at most, with its waiting; each 1 or more. */
    @ConfigurationProperties("calls")
    public record Calls(int atOnce, int waiting, Duration longest) {

        public Calls {
            if (atOnce < 1 || waiting < 1 || longest == null || longest.toMillis() < 1) {
                throw new SettingRefused("Each of the settings calls.at-once, calls.waiting and calls.longest must be 1 or more (longest with its unit, like 30s).");
            }
        }
    }

    /** {@code saveTogether}: how many milliseconds a save waits for other workers at most, 0 to 1000. */
    @ConfigurationProperties("worker")
    public record Worker(int saveTogether) {

        public Worker {
            if (saveTogether < 0 || saveTogether > 1000) {
                throw new SettingRefused("The setting worker.save-together must be between 0 and 1000 (milliseconds).");
            }
        }
    }

    /** How long a body may be, within what time it must be there, and for how many is waited at a time. */
    @ConfigurationProperties("request-body")
    public record RequestBody(DataSize longest, Duration time, int waiting) {
    }

    /** Where spans are sent by OTLP over HTTP (empty: nowhere), and which part of the traces, 0 to 1. */
    @ConfigurationProperties("traces")
    public record Traces(String otlpUrl, double sampling) {

        public boolean off() {
            return otlpUrl == null || otlpUrl.isBlank();
        }
    }

    /** How a straight distance becomes walking time: network/straight ratio, km/h. */
    @ConfigurationProperties("walk")
    public record Walk(double circuity, double speedKmh) {
    }
}
