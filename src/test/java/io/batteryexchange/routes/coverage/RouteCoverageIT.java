package io.batteryexchange.routes.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.batteryexchange.routes.tree.RouteBundle;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A step that no flow test runs is a step of which nobody knows what it does. Judged when all flow tests of the build ran before it; after a few of them (-Dtest=…) it is skipped,
 * unless {@code -Droute.coverage.required=true}.
 */
class RouteCoverageIT {

    private static final String FLOW = "io.batteryexchange.flow.";

    @Test
    void aStepIsRunByNoFlowTest() throws Exception {
        List<String> missing = flowTests();
        CoverageRecord record = CoverageRecord.of(System.getProperty("route.coverage.build"), CoverageRecord.FOLDER);
        missing.removeAll(record.classes());
        assumeTrue(missing.isEmpty() || Boolean.getBoolean("route.coverage.required"), () -> "not all flow tests ran: " + missing);
        assertThat(missing).isEmpty();

        RouteBundle bundle = RouteBundle.read(Path.of("routes"));
        List<RouteCoverage.Step> unrun = RouteCoverage.unrun(bundle, record);
        System.out.printf("route coverage: %d of %d steps run%n", RouteCoverage.steps(bundle).size() - unrun.size(), RouteCoverage.steps(bundle).size());

        assertThat(unrun).withFailMessage(() -> "no flow test runs these steps:\n" + String.join("\n", unrun.stream().map(RouteCoverage.Step::toString).toList())).isEmpty();
    }

    /** The classes of the flow ring that have tests, by their full names. */
    private static List<String> flowTests() throws IOException, ClassNotFoundException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("target/test-classes").resolve(FLOW.replace('.', '/')))) {
            for (String file : files.map(path -> path.getFileName().toString()).filter(name -> name.matches("\\w+Test\\.class")).sorted().toList()) {
                String name = FLOW + file.replace(".class", "");
                if (!Modifier.isAbstract(Class.forName(name, false, RouteCoverageIT.class.getClassLoader()).getModifiers())) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
