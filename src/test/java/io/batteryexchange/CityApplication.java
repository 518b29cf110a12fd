package io.batteryexchange;

import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.SandboxApplication;
import io.batteryexchange.support.BundleEnvironment;
import io.batteryexchange.support.EmbeddedDatabase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code mvn spring-boot:test-run}: embedded PostgreSQL, the sandbox and the bundle in one process.
 * Ports: environment variables {@code SERVER_PORT} (bundle, 8080) and {@code SANDBOX_PORT} (sandbox, 8090).
 */
public final class CityApplication {

    /** The authorization server on the test classpath is the sandbox's; it must not lend its keys to the bundle. */
    public static final String NOT_FOR_THE_BUNDLE =
        "org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerAutoConfiguration,"
        + "org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerJwtAutoConfiguration";

    /** The sandbox starts before the bundle's logging is set up. A field, because loggers of java.util.logging are held weakly. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    /** What ends with an ERROR line of the bundle, because a person is needed. */
    private static final Set<Behaviour> ALARMING = EnumSet.of(Behaviour.ESTIMATING_FAILED, Behaviour.OFFER_EXPIRES_409, Behaviour.OFFER_EXPIRES_LATE_200,
        Behaviour.FAILED_BEFORE_PICKUP, Behaviour.FAILED_AFTER_PICKUP, Behaviour.ITEMS_ON_HANDS, Behaviour.RETURNING, Behaviour.SCOOTER_NOT_SERVED,
        Behaviour.CURSOR_REJECTED);
    private static final double SELDOM = 0.005;
    private static final double NOW_AND_THEN = 0.02;

    private CityApplication() {
    }

    public static void main(String[] args) {
        TOMCAT.setLevel(Level.WARNING);
        String bundlePort = setting("SERVER_PORT", "8080");
        String sandboxPort = setting("SANDBOX_PORT", "8090");
        EmbeddedDatabase database = EmbeddedDatabase.start();
        // Handlers run after the bundle's context is closed, so that its last work still finds database and upstreams.
        SpringApplication.getShutdownHandlers().add(database::close);
        List<String> city = new ArrayList<>(List.of(
            "--sandbox.port=" + sandboxPort, "--sandbox.bundle-url=http://127.0.0.1:" + bundlePort, "--sandbox.discharge-rate=20"));
        for (Behaviour behaviour : Behaviour.values()) {
            if (!behaviour.usual()) {
                city.add("--sandbox.chance." + behaviour.title() + "=" + (ALARMING.contains(behaviour) ? SELDOM : NOW_AND_THEN));
            }
        }
        ConfigurableApplicationContext sandbox = SandboxApplication.start(city.toArray(String[]::new));
        SpringApplication.getShutdownHandlers().add(sandbox::close);

        Map<String, String> settings = BundleEnvironment.of("http://127.0.0.1:" + sandboxPort, database.url());
        settings.put("SERVER_PORT", bundlePort);
        settings.put("CONSOLE_URL", "http://127.0.0.1:" + bundlePort);
        settings.put("POLL_CAR_LIST", "5s");
        settings.put("POLL_CLAIMS_JOURNAL", "1s");
        settings.put("REPLAN_DELAY", "20s");
        settings.put("ROUTES_RELOAD", "true");
        settings.put("spring.autoconfigure.exclude", NOT_FOR_THE_BUNDLE);
        settings.forEach((name, value) -> {
            if (System.getenv(name) == null) {
                System.setProperty(name, value);
            }
        });
        SpringApplication.run(BundleApplication.class, args);
        LoggerFactory.getLogger(CityApplication.class).info(
            "the city runs: sandbox http://127.0.0.1:{}, bundle http://127.0.0.1:{} - stop with Ctrl-C", sandboxPort, bundlePort);
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
