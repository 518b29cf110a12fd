package io.batteryexchange.routes.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCoverageTest {

    /** The head of a choice, whose first branch has no steps yet. */
    private static final String CHOICE = """
        - route:
            id: a
            from:
              id: a-in
              uri: direct:a
              steps:
                - choice:
                    id: which
                    when:
                      - id: first
                        expression:
                          simple:
                            expression: "${body} == 1"
        """;
    private static final String STEPS_OF_BOTH_BRANCHES = """
                        steps:
                          - log:
                              id: log-first
                              message: one
                    otherwise:
                      id: second
                      steps:
                        - log:
                            id: log-second
                            message: two
        """;

    @Test
    void aBranchThatNoTestTookIsMissed() {
        RouteBundle bundle = bundle(CHOICE + STEPS_OF_BOTH_BRANCHES);

        assertThat(RouteCoverage.unrun(bundle, new CoverageRecord("now", Set.of(), Map.of("which", 2L, "log-first", 2L)))).extracting(RouteCoverage.Step::toString)
            .containsExactly("routes/a/b.camel.yaml, line 22: log-second");
    }

    @Test
    void aBranchWithoutStepsIsMissedSinceNobodySeesItTaken() {
        RouteBundle bundle = bundle(CHOICE);

        assertThat(RouteCoverage.unrun(bundle, new CoverageRecord("now", Set.of(), Map.of("which", 1L)))).extracting(RouteCoverage.Step::id).containsExactly("first");
    }

    @Test
    void whatOneOfTheJvmsRanIsLost(@TempDir Path folder) throws IOException {
        new CoverageRecord("now", Set.of("a.B"), Map.of("which", 2L, "log-first", 1L)).write(folder, "1");
        new CoverageRecord("now", Set.of("a.C"), Map.of("which", 3L)).write(folder, "2");

        assertThat(CoverageRecord.of("now", folder)).isEqualTo(new CoverageRecord("now", Set.of("a.B", "a.C"), Map.of("which", 5L, "log-first", 1L)));
    }

    @Test
    void whatAnEarlierBuildRanCounts(@TempDir Path folder) throws IOException {
        new CoverageRecord("before", Set.of("a.B"), Map.of("which", 2L)).write(folder, "1");

        assertThat(CoverageRecord.of("now", folder)).isEqualTo(new CoverageRecord("now", Set.of(), Map.of()));
        assertThat(CoverageRecord.of("now", folder.resolve("of-no-build"))).isEqualTo(new CoverageRecord("now", Set.of(), Map.of()));
    }

    @Test
    void aStepInsideATryABreakerOrAFailuresPolicyIsSeen() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getCamelContextExtension().addInterceptStrategy(new StepCounter());
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    onException(IllegalStateException.class).handled(true).setBody(constant("handled")).id("counted-policy");
                    from("direct:counted").doTry().throwException(new IllegalArgumentException()).id("counted-try")
                        .doCatch(IllegalArgumentException.class).setBody(constant(1)).id("counted-catch").end()
                        .filter(constant(false)).id("counted-filter").setBody(constant(2)).id("counted-never").end()
                        .throwException(new IllegalStateException()).id("counted-throw");
                }
            });
            camel.start();
            ProducerTemplate send = camel.createProducerTemplate();
            send.sendBody("direct:counted", "");
            send.sendBody("direct:counted", "");
        }

        assertThat(StepCounter.runs()).containsEntry("counted-policy", 2L).containsEntry("counted-try", 2L).containsEntry("counted-catch", 2L)
            .containsEntry("counted-filter", 2L).containsEntry("counted-throw", 2L).doesNotContainKey("counted-never");
    }

    private static RouteBundle bundle(String text) {
        return new RouteBundle(List.of(RouteFile.read("a/b.camel.yaml", text)), List.of(), Map.of(), Optional.empty(), List.of());
    }
}
