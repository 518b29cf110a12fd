package io.batteryexchange.settings;

import java.net.URI;
import org.springframework.core.env.ConfigurableEnvironment;

/** Looks at {@code traces}; where no receiver is set, only at the part that would be kept. */
final class TraceSettings {

    private TraceSettings() {
    }

    /** @throws SettingRefused an address that takes no traces, or a part that is none */
    static void check(ConfigurableEnvironment environment) {
        String sampling = environment.getProperty("traces.sampling", "1");
        if (!sampling.matches("0|1|0\\.\\d{1,6}|1\\.0{1,6}")) {
            throw new SettingRefused("Setting traces.sampling (environment variable TRACES_SAMPLING) must be a number from 0 to 1 like 0.1, but is '" + sampling + "'.");
        }
        String url = environment.getProperty("traces.otlp-url", "");
        if (url.isBlank()) {
            return;
        }
        RequiredSettings.requireUrl(environment, "traces.otlp-url", "TRACES_OTLP_URL");
        String path = URI.create(url).getPath();
        if (path.isEmpty() || path.equals("/")) {
            throw new SettingRefused("Setting traces.otlp-url (environment variable TRACES_OTLP_URL) must end with the path that takes traces, mostly /v1/traces.");
        }
    }
}
