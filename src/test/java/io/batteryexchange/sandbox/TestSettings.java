package io.batteryexchange.sandbox;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings for a test: the defaults, and what the test says. */
public final class TestSettings {

    private TestSettings() {
    }

    /** @param pairs name, value, name, value… */
    public static SandboxSettings with(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put("sandbox." + pairs[i], pairs[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("sandbox", SandboxSettings.class);
    }
}
