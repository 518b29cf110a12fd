package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.support.BundleEnvironment;
import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar does not start without what it needs, and says in one sentence what that is. */
class MissingSettingsIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"SPRING_DATASOURCE_URL", "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI", "UPSTREAM_SCOOTER_BACKEND_URL",
        "UPSTREAM_SCOOTER_ACCUMULATOR_URL", "UPSTREAM_CARGO_URL", "UPSTREAM_CARGO_TOKEN"})
    void aMissingSettingStopsTheStartAndIsNamed(String variable) throws Exception {
        Map<String, String> environment = complete();
        environment.put(variable, "");
        assertStopsWith("missing-" + variable, environment, "environment variable " + variable + ") is missing");
    }

    @Test
    void aBadStoresFileStopsTheStartWithThePlace() throws Exception {
        Path stores = Files.writeString(folder.resolve("stores.yaml"), """
            stores:
              - id: grocery:1
                name: Corner
                address: Corner 1
                location: {lat: 95.0, lon: 37.5}
                contact: {name: Duty, phone: "+70000000001", email: duty@example.com}
            """);
        Map<String, String> environment = complete();
        environment.put("STORES_FILE", stores.toString());
        assertStopsWith("bad-stores", environment, "stores[0] (grocery:1).location.lat must be between -90 and 90, but is 95.0");
    }

    @Test
    void aLogFormatThatThereIsNotStopsTheStartAndIsNamed() throws Exception {
        Map<String, String> environment = complete();
        environment.put("LOG_FORMAT", "xml");
        assertStopsWith("bad-log-format", environment, "environment variable LOG_FORMAT) must be text or json");
    }

    @Test
    void aDatabaseThatDoesNotAnswerStopsTheStartAndIsNamed() throws Exception {
        assertStopsWith("no-database", complete(), "SPRING_DATASOURCE_URL");
    }

    /** Complete, but nobody listens there. */
    private static Map<String, String> complete() throws Exception {
        Map<String, String> environment = BundleEnvironment.of("http://127.0.0.1:" + Web.freePort(), "jdbc:postgresql://127.0.0.1:" + Web.freePort() + "/none");
        environment.put("SERVER_PORT", Integer.toString(Web.freePort()));
        return environment;
    }

    private static void assertStopsWith(String name, Map<String, String> environment, String sentence) throws Exception {
        try (ChildJvm bundle = ChildJvm.start(name, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", "target/battery-exchange.jar"), environment)) {
            assertThat(bundle.exitCode(90)).isNotZero();
            assertThat(bundle.output()).contains(sentence).doesNotContain("\tat ");
        }
    }
}
