package io.batteryexchange.settings;

import io.batteryexchange.BundleApplication;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Looks at the settings before anything starts: what the service can't do without must be there, periods must be periods.
 * Adds {@code <period>-ms} for the endpoints that take milliseconds, {@code node.id} where none is set, and what Spring Boot calls {@code log.format}.
 */
public class RequiredSettings implements EnvironmentPostProcessor, Ordered {

    private static final String[] PERIODS = {"poll.car-list", "poll.claims-journal", "poll.reconciliation", "poll.cabinet-stock", "sensor-watcher.period", "metrics.period"};
    private static final String[] DURATIONS = {"worker.lease", "worker.retry-delay", "worker.retry-delay-max", "replan.delay", "replan.delay-max", "breaker.open", "health.database-silence"};
    private static final Duration LARGEST_SKEW = Duration.ofSeconds(60);

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!application.getAllSources().contains(BundleApplication.class)) {
            return; // another application on the same classpath
        }
        if (!environment.containsProperty("poll.car-list")) {
            throw new SettingRefused("config/application.yaml was not found: start the service in the folder that holds routes/ and config/.");
        }
        if (!Files.isDirectory(Path.of("routes"))) {
            throw new SettingRefused("The folder routes/ was not found: start the service in the folder that holds routes/ and config/.");
        }
        DatabaseUrl.require(environment);
        require(environment, "spring.security.oauth2.resourceserver.jwt.jwk-set-uri", "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI",
            "the address of the token issuer's keys");
        requireUrl(environment, "spring.security.oauth2.resourceserver.jwt.jwk-set-uri", "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI");
        for (String upstream : new String[] {"scooter-backend", "scooter-accumulator", "cargo"}) {
            String variable = "UPSTREAM_" + upstream.toUpperCase(Locale.ROOT).replace('-', '_');
            require(environment, "upstream." + upstream + ".url", variable + "_URL", "the address of " + upstream);
            requireUrl(environment, "upstream." + upstream + ".url", variable + "_URL");
            require(environment, "upstream." + upstream + ".token", variable + "_TOKEN", "the bearer token for " + upstream);
        }
        requireUrl(environment, "upstream.telegram.url", "UPSTREAM_TELEGRAM_URL");
        ConsoleSignInSettings.check(environment);
        TraceSettings.check(environment);
        Map<String, Object> derived = new LinkedHashMap<>();
        for (String period : PERIODS) {
            derived.put(period + "-ms", duration(environment, period).toMillis());
        }
        for (String name : DURATIONS) {
            derived.put(name + "-ms", duration(environment, name).toMillis());
        }
        if (duration(environment, "tokens.clock-skew").compareTo(LARGEST_SKEW) > 0) {
            throw new SettingRefused("Setting tokens.clock-skew must be " + LARGEST_SKEW.toSeconds() + "s or shorter: for so long an expired token is still taken.");
        }
        SensorWatcherSettings.check(environment);
        if (isJson(environment)) {
            derived.put("logging.structured.format.console", "logstash");
        }
        if (environment.getProperty("node.id", "").isBlank()) {
            derived.put("node.id", hostName() + ":" + environment.getProperty("server.port"));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("derivedSettings", derived));
    }

    static void require(Environment environment, String name, String variable, String meaning) {
        if (environment.getProperty(name, "").isBlank()) {
            throw new SettingRefused("Setting " + name + " (environment variable " + variable + ") is missing: " + meaning + ".");
        }
    }

    /** The sentence never holds the value: it may be a secret that came to the wrong place. */
    static void requireUrl(Environment environment, String name, String variable) {
        try {
            URI uri = new URI(environment.getProperty(name, ""));
            if (uri.getRawUserInfo() != null) {
                throw new SettingRefused("Setting " + name + " (environment variable " + variable + ") must not hold a login: addresses are told, secrets are not.");
            }
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new SettingRefused("Setting " + name + " (environment variable " + variable + ") is not a URL: " + e.getReason() + " at position " + e.getIndex() + ".");
        }
        throw new SettingRefused("Setting " + name + " (environment variable " + variable + ") must be an http or https URL.");
    }

    private static Duration duration(ConfigurableEnvironment environment, String name) {
        String value = environment.getProperty(name, "");
        try {
            Duration duration = DurationStyle.detectAndParse(value, ChronoUnit.FOREVER); // no unit: refused
            if (duration.toMillis() < 1) {
                throw new SettingRefused("Setting " + name + " must be 1ms or longer, but is '" + value + "'.");
            }
            return duration;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new SettingRefused("Setting " + name + " must be a period like 500ms, 30s or PT5M, but is '" + value + "'.", e);
        }
    }

    private static boolean isJson(Environment environment) {
        String format = environment.getProperty("log.format", "");
        if (!Set.of("text", "json").contains(format)) {
            throw new SettingRefused("Setting log.format (environment variable LOG_FORMAT) must be text or json, but is '" + format + "'.");
        }
        return "json".equals(format);
    }

    private static String hostName() {
        String name = System.getenv("HOSTNAME");
        if (name != null && !name.isBlank()) {
            return name;
        }
        try {
            return java.net.InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "node-" + ProcessHandle.current().pid();
        }
    }

    /** After the configuration files are read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
