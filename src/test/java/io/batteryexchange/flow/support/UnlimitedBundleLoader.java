package io.batteryexchange.flow.support;

import java.util.HashMap;
import java.util.Map;

/** As {@link BundleLoader}, and nobody calls too often: for a test that calls more often than any courier, at random; its calls do not count as coverage. */
public final class UnlimitedBundleLoader extends BundleLoader {

    private static final String VERY_OFTEN = "1000000";

    @Override
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(super.settings());
        settings.put("LIMITS_COURIER_TAPS_BURST", VERY_OFTEN);
        settings.put("LIMITS_COURIER_TAPS_PER_SECOND", VERY_OFTEN);
        settings.put("FLOW_COUNTED", "false");
        return settings;
    }
}
