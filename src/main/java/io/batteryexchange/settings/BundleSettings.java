package io.batteryexchange.settings;

import java.math.BigDecimal;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Settings that beans use; those that only routes use are placeholders there. Defaults and meanings: {@code config/application.yaml}. */
public final class BundleSettings {

    private BundleSettings() {
    }

    /** {@code tags.low}: low-battery tag to task priority; {@code tags.processing}: the tag of a scooter in work. */
    @ConfigurationProperties("tags")
    public record Tags(Map<String, Integer> low, String processing) {
    }

    /** Weight in kilograms, sizes in metres, cost of one, and the charge (percent) that counts as full. */
    @ConfigurationProperties("accumulator")
    public record Accumulator(BigDecimal weightKg, BigDecimal lengthM, BigDecimal widthM, BigDecimal heightM, String cost, String costCurrency, int fullPercent) {
    }

    /** How a straight distance becomes walking time: network/straight ratio, km/h. */
    @ConfigurationProperties("walk")
    public record Walk(double circuity, double speedKmh) {
    }
}
