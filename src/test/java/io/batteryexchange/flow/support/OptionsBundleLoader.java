package io.batteryexchange.flow.support;

import java.util.HashMap;
import java.util.Map;

/** As {@link BundleLoader}, with what is off otherwise: tiles below the map, traces. */
public final class OptionsBundleLoader extends BundleLoader {

    public static final String TILES = "https://tiles.example.org/{z}/{x}/{y}.png";

    @Override
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(super.settings());
        settings.put("CONSOLE_MAP_TILES", TILES);
        settings.put("CONSOLE_MAP_ATTRIBUTION", "<b>somebody</b>");
        settings.put("TRACES_OTLP_URL", SpanReceiver.get().url());
        return settings;
    }
}
