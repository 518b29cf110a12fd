package io.batteryexchange.courier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.api.TestTexts;
import io.batteryexchange.settings.BundleSettings.Accumulator;
import java.math.BigDecimal;

/** Lets tests of other packages have a slider for which 95 % is full. */
public final class TestSlider {

    private TestSlider() {
    }

    public static Slider slider() {
        Accumulator accumulator = new Accumulator(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, "1", "RUB", 95);
        return new Slider(new ObjectMapper(), TestTexts.texts(), accumulator);
    }
}
