package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.BundleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class RequiredSettingsTest {

    private final MockEnvironment environment = new MockEnvironment()
        .withProperty("server.port", "8080")
        .withProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1/exchange")
        .withProperty("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", "http://127.0.0.1/jwks")
        .withProperty("upstream.scooter-backend.url", "http://127.0.0.1/scooter-backend")
        .withProperty("upstream.scooter-backend.token", "fleet-token")
        .withProperty("upstream.scooter-accumulator.url", "https://127.0.0.1:8443")
        .withProperty("upstream.scooter-accumulator.token", "cabinet-token")
        .withProperty("upstream.cargo.url", "http://127.0.0.1/b2b/cargo/integration")
        .withProperty("upstream.cargo.token", "cargo-token")
        .withProperty("upstream.telegram.url", "https://api.telegram.org")
        .withProperty("poll.car-list", "30s")
        .withProperty("poll.claims-journal", "500ms")
        .withProperty("poll.reconciliation", "5m")
        .withProperty("poll.cabinet-stock", "1m")
        .withProperty("metrics.period", "15s")
        .withProperty("health.database-silence", "20s")
        .withProperty("sensor-watcher.period", "1m")
        .withProperty("sensor-watcher.enabled", "false")
        .withProperty("worker.lease", "90s")
        .withProperty("worker.retry-delay", "2s")
        .withProperty("worker.retry-delay-max", "PT5M")
        .withProperty("replan.delay", "5m")
        .withProperty("replan.delay-max", "1h")
        .withProperty("breaker.open", "30s")
        .withProperty("tokens.clock-skew", "10s")
        .withProperty("log.format", "text")
        .withProperty("console.time-zone", "Europe/Moscow");

    @Test
    void startsWhenEverythingIsThere() {
        check();

        assertThat(environment.getProperty("poll.car-list-ms", Long.class)).isEqualTo(30_000);
        assertThat(environment.getProperty("poll.claims-journal-ms", Long.class)).isEqualTo(500);
        assertThat(environment.getProperty("poll.reconciliation-ms", Long.class)).isEqualTo(300_000);
        assertThat(environment.getProperty("poll.cabinet-stock-ms", Long.class)).isEqualTo(60_000);
        assertThat(environment.getProperty("sensor-watcher.period-ms", Long.class)).isEqualTo(60_000);
        assertThat(environment.getProperty("worker.lease-ms", Long.class)).isEqualTo(90_000);
        assertThat(environment.getProperty("worker.retry-delay-max-ms", Long.class)).isEqualTo(300_000);
        assertThat(environment.getProperty("replan.delay-max-ms", Long.class)).isEqualTo(3_600_000);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "spring.datasource.url              | SPRING_DATASOURCE_URL              | the JDBC URL of the PostgreSQL database",
        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri | SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI | the address of the token issuer's keys",
        "upstream.scooter-backend.url       | UPSTREAM_SCOOTER_BACKEND_URL       | the address of scooter-backend",
        "upstream.scooter-backend.token     | UPSTREAM_SCOOTER_BACKEND_TOKEN     | the bearer token for scooter-backend",
        "upstream.scooter-accumulator.url   | UPSTREAM_SCOOTER_ACCUMULATOR_URL   | the address of scooter-accumulator",
        "upstream.scooter-accumulator.token | UPSTREAM_SCOOTER_ACCUMULATOR_TOKEN | the bearer token for scooter-accumulator",
        "upstream.cargo.url                 | UPSTREAM_CARGO_URL                 | the address of cargo",
        "upstream.cargo.token               | UPSTREAM_CARGO_TOKEN               | the bearer token for cargo"}, quoteCharacter = '`')
    void saysWhichSettingIsMissing(String property, String variable, String meaning) {
        for (String blank : new String[] {"", "  "}) {
            environment.setProperty(property, blank);
            assertRefused("Setting " + property + " (environment variable " + variable + ") is missing: " + meaning + ".");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri | SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI",
        "upstream.scooter-backend.url     | UPSTREAM_SCOOTER_BACKEND_URL",
        "upstream.scooter-accumulator.url | UPSTREAM_SCOOTER_ACCUMULATOR_URL",
        "upstream.cargo.url               | UPSTREAM_CARGO_URL"})
    void refusesAnAddressThatIsNone(String property, String variable) {
        for (String wrong : new String[] {"localhost:8080", "ftp://127.0.0.1", "//127.0.0.1", "http://", "http:8080", "cargo"}) {
            environment.setProperty(property, wrong);
            assertThatThrownBy(this::check).isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("Setting " + property + " (environment variable " + variable + ") ");
        }
        environment.setProperty(property, "ftp://127.0.0.1");
        assertRefused("Setting " + property + " (environment variable " + variable + ") must be an http or https URL.");
        environment.setProperty(property, "https://login:hidden@127.0.0.1/x");
        assertRefused("Setting " + property + " (environment variable " + variable + ") must not hold a login: addresses are told, secrets are not.");
        environment.setProperty(property, "https://login:hidden@127.0.0.1/ x");
        assertThatThrownBy(this::check).isInstanceOf(SettingRefused.class).hasNoCause().hasMessageContaining("is not a URL").hasMessageNotContaining("hidden");
    }

    @Test
    void refusesADatabaseThatIsNoPostgresqlAndDoesNotRepeatIt() {
        for (String wrong : new String[] {"postgresql://127.0.0.1/exchange?password=hidden", "jdbc:postgresql://127.0.0.1:port/exchange?password=hidden", "jdbc:other://127.0.0.1"}) {
            environment.setProperty("spring.datasource.url", wrong);
            assertRefused("Setting spring.datasource.url (environment variable SPRING_DATASOURCE_URL) is not a JDBC URL of PostgreSQL.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll.car-list", "poll.claims-journal", "poll.reconciliation", "poll.cabinet-stock", "sensor-watcher.period", "metrics.period", "worker.lease", "worker.retry-delay", "worker.retry-delay-max", "replan.delay", "replan.delay-max", "breaker.open", "health.database-silence", "tokens.clock-skew"})
    void refusesAPeriodThatIsNone(String property) {
        for (String wrong : new String[] {"soon", "30 s econds", "", "5 minutes", "PT", "30", "9223372036854775807s"}) {
            environment.setProperty(property, wrong);
            assertRefused("Setting " + property + " must be a period like 500ms, 30s or PT5M, but is '" + wrong + "'.");
        }
        for (String wrong : new String[] {"0s", "-1s", "PT0S", "0ms", "1ns", "999us"}) {
            environment.setProperty(property, wrong);
            assertRefused("Setting " + property + " must be 1ms or longer, but is '" + wrong + "'.");
        }
    }

    @Test
    void refusesAClockSkewThatTakesTokensLongAfterTheirExpiry() {
        environment.setProperty("tokens.clock-skew", "60s");
        check();
        environment.setProperty("tokens.clock-skew", "61s");
        assertRefused("Setting tokens.clock-skew must be 60s or shorter: for so long an expired token is still taken.");
    }

    @Test
    void refusesABotApiThatIsNowhere() {
        for (String wrong : new String[] {"", "api.telegram.org", "ftp://api.telegram.org"}) {
            environment.setProperty("upstream.telegram.url", wrong);
            assertRefused("Setting upstream.telegram.url (environment variable UPSTREAM_TELEGRAM_URL) must be an http or https URL.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector:4318", "ftp://collector/v1/traces", "http:///v1/traces", "http://collector:4318", "http://collector:4318/", "http://login:hidden@collector/v1/traces"})
    void refusesAReceiverOfTracesThatTakesNone(String wrong) {
        environment.setProperty("traces.otlp-url", wrong);
        assertThatThrownBy(this::check).isInstanceOf(SettingRefused.class)
            .hasMessageStartingWith("Setting traces.otlp-url (environment variable TRACES_OTLP_URL) ").hasMessageNotContaining("hidden");
    }

    @Test
    void takesAReceiverOfTracesWithItsPath() {
        environment.setProperty("traces.otlp-url", "http://collector:4318/v1/traces");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.01", "2", "10%", "", "NaN", "0,5"})
    void refusesAPartOfTracesThatIsNone(String wrong) {
        environment.setProperty("traces.sampling", wrong);
        assertRefused("Setting traces.sampling (environment variable TRACES_SAMPLING) must be a number from 0 to 1 like 0.1, but is '" + wrong + "'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "0.1", "1.0", "0.000001"})
    void takesAPartOfTraces(String part) {
        environment.setProperty("traces.sampling", part);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void startsWithoutABot() {
        environment.setProperty("upstream.telegram.token", "");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void saysThatItWasStartedInTheWrongFolder() {
        MockEnvironment noFile = new MockEnvironment();

        assertThatThrownBy(() -> new RequiredSettings().postProcessEnvironment(noFile, new SpringApplication(BundleApplication.class)))
            .isInstanceOf(SettingRefused.class)
            .hasMessage("config/application.yaml was not found: start the service in the folder that holds routes/ and config/.");
    }

    @Test
    void namesTheNodeWhereNobodyDid() {
        environment.setProperty("node.id", "");

        check();

        assertThat(environment.getProperty("node.id")).matches(".+:8080");
    }

    @ParameterizedTest
    @CsvSource({"client-secret, CONSOLE_CLIENT_SECRET", "url, CONSOLE_URL", "authorization-uri, CONSOLE_AUTHORIZATION_URI", "token-uri, CONSOLE_TOKEN_URI"})
    void namesWhatIsMissingWhereOperatorsSignIn(String name, String variable) {
        operatorsSignIn();
        environment.withProperty("console." + name, " ");

        assertThatThrownBy(this::check).isInstanceOf(SettingRefused.class).hasMessageStartingWith("Setting console." + name + " (environment variable " + variable + ") is missing: ");
    }

    @Test
    void startsWhereOperatorsSignIn() {
        operatorsSignIn();

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void refusesAnAddressOfTheConsoleWithAPath() {
        operatorsSignIn();
        environment.withProperty("console.url", "https://ops.example.test/operations");

        assertThatThrownBy(this::check).isInstanceOf(SettingRefused.class).hasMessageContaining("CONSOLE_URL").hasMessageContaining("must end after host and port");
    }

    @Test
    void refusesATimeZoneThatIsNone() {
        environment.withProperty("console.time-zone", "Moscow time");

        assertThatThrownBy(this::check).isInstanceOf(SettingRefused.class).hasMessageContaining("CONSOLE_TIME_ZONE").hasMessageContaining("Europe/Moscow");
    }

    @Test
    void refusesALogFormatThatThereIsNot() {
        for (String wrong : new String[] {"", "xml", "JSON", "logstash"}) {
            environment.setProperty("log.format", wrong);
            assertRefused("Setting log.format (environment variable LOG_FORMAT) must be text or json, but is '" + wrong + "'.");
        }
    }

    @Test
    void logsTextUnlessJsonIsAskedFor() {
        check();
        assertThat(environment.containsProperty("logging.structured.format.console")).isFalse();

        environment.setProperty("log.format", "json");
        check();
        assertThat(environment.getProperty("logging.structured.format.console")).isEqualTo("logstash");
    }

    private void operatorsSignIn() {
        environment.withProperty("console.client-id", "operations-console").withProperty("console.client-secret", "secret").withProperty("console.url", "https://ops.example.test")
            .withProperty("console.authorization-uri", "https://issuer.example.test/authorize").withProperty("console.token-uri", "https://issuer.example.test/token");
    }

    @Test
    void keepsTheNameThatTheNodeWasGiven() {
        environment.setProperty("node.id", "node-a");

        check();

        assertThat(environment.getProperty("node.id")).isEqualTo("node-a");
    }

    @Test
    void leavesOtherApplicationsOnTheSameClasspathAlone() {
        MockEnvironment empty = new MockEnvironment();

        new RequiredSettings().postProcessEnvironment(empty, new SpringApplication(RequiredSettingsTest.class));

        assertThat(empty.containsProperty("node.id")).isFalse();
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(this::check).isInstanceOf(SettingRefused.class).hasMessage(sentence);
    }

    private void check() {
        new RequiredSettings().postProcessEnvironment(environment, new SpringApplication(BundleApplication.class));
    }
}
