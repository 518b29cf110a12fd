package io.batteryexchange.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.check.FileCheck;
import io.batteryexchange.routes.check.Finding;
import io.batteryexchange.routes.tree.Endpoint;
import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.YamlNodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the route files against all rules; {@code -Droutes=<folder>} checks those of another folder. */
@Tag("upgrade")
class RouteFilesTest {

    private static final RouteBundle BUNDLE = RouteBundle.read(Path.of(System.getProperty("routes", "routes")));

    @Test
    void thereAreRouteFiles() {
        assertThat(BUNDLE.files()).isNotEmpty();
    }

    @Test
    void everyFileCanBeRead() {
        assertThat(BUNDLE.unreadable()).isEmpty();
    }

    @TestFactory
    Stream<DynamicContainer> eachFile() {
        Map<String, FileCheck> checks = RouteChecks.forFiles(BUNDLE);
        return BUNDLE.files().stream().map(file -> DynamicContainer.dynamicContainer(file.name(), tests(file, checks)));
    }

    /** Recipient lists and the like take theirs from a message: nothing here could check them. */
    @Test
    void anAddressIsNotHeldAgainstTheCatalog() {
        for (RouteFile file : BUNDLE.files()) {
            List<String> addresses = new ArrayList<>();
            YamlNodes.eachText(file.root(), (key, value) -> {
                if (key.toLowerCase(Locale.ROOT).endsWith("uri")) {
                    addresses.add(value.getValue());
                }
            });
            assertThat(file.elements("recipientList", "routingSlip", "dynamicRouter")).as(file.name()).isEmpty();
            assertThat(Endpoint.of(file, BUNDLE.knownSettings()).stream().filter(endpoint -> !endpoint.element().is("enrich", "pollEnrich")))
                .as(file.name()).hasSameSizeAs(addresses);
        }
    }

    @TestFactory
    Stream<DynamicTest> allFilesTogether() {
        return RouteChecks.forBundle().entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(check.getKey(), () -> assertNone(check.getValue().check(BUNDLE))));
    }

    private static Stream<DynamicTest> tests(RouteFile file, Map<String, FileCheck> checks) {
        return checks.entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(check.getKey(), () -> assertNone(check.getValue().check(file))));
    }

    private static void assertNone(List<Finding> findings) {
        assertThat(findings).withFailMessage(() -> String.join("\n", findings.stream().map(Finding::toString).toList())).isEmpty();
    }
}
