package io.batteryexchange.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.NodePackage.Result;
import io.batteryexchange.routes.check.Finding;
import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens every route file in Kaoto's own code (its npm package, without the page around it), saves it, writes back the form of every step and saves it again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KaotoIT {

    private static final Path ROUTES = Path.of("routes").toAbsolutePath();
    private static final RouteBundle BUNDLE = RouteBundle.read(ROUTES);

    @TempDir
    private Path folder;
    private Result result;

    @BeforeAll
    void openAndSaveAll() throws Exception {
        NodePackage.install();
        result = roundTrip(ROUTES, NodePackage.FOLDER);
        System.out.println("kaoto: " + result.lastLine());
    }

    @Test
    void aSaveChangesAFileOrAStepIsNotOnTheCanvas() {
        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.lastLine()).contains(BUNDLE.files().size() + " files");
    }

    /** In forms, an address stands in parts, as uri direct with the parameter name: the rules of the build read it all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"saved", "forms"})
    void aFileFromKaotoBreaksARule(String kind) {
        assertThat(findings(NodePackage.FOLDER.resolve("kaoto").resolve(kind))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"saved", "forms"})
    void aFileFromKaotoIsAnotherRouteToCamel(String kind) throws Exception {
        for (RouteFile file : BUNDLE.files()) {
            String before = CamelModel.of(ROUTES.resolve(file.name()));
            assertThat(before).as(file.name()).isNotBlank();
            assertThat(CamelModel.of(NodePackage.FOLDER.resolve("kaoto").resolve(kind).resolve(file.name()))).as(file.name()).isEqualTo(before);
        }
    }

    @Test
    void aFileThatASaveChangesIsNotNoticed() throws Exception {
        route("number", """
            - route:
                id: number
                from:
                  id: number-in
                  uri: direct:number
                  parameters:
                    timeout: 1.10
                  steps: []
            """);
        route("bare", """
            - from:
                id: bare
                uri: direct:bare
                steps: []
            """);
        route("nameless", """
            - route:
                from:
                  id: nameless-in
                  uri: direct:nameless
                  steps: []
            """);

        Result changed = roundTrip(folder.resolve("routes"), folder);

        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.output()).contains("number.camel.yaml: a save changes /0/route/from/parameters/timeout from \"1.10\" to \"1.1\"")
            .contains("bare.camel.yaml: a save changes /0/from").contains("nameless.camel.yaml: a save changes /0/route/id");
    }

    /** Why a rule of the build refuses them there. When this fails, Kaoto has learnt to keep them: take the rule out. */
    @Test
    void aCommentBelowTheHeadSurvivesASave() throws Exception {
        route("remarks", """
            # at the head
            - route:
                id: remarks # beside a line
                description: "# no comment"
                from:
                  id: remarks-in
                  uri: direct:remarks
                  # in the middle
                  steps: []
            # at the end
            """);

        assertThat(roundTrip(folder.resolve("routes"), folder).code()).isZero();
        assertThat(Files.readString(folder.resolve("kaoto/saved/remarks.camel.yaml"))).startsWith("# at the head\n- route:")
            .contains("# no comment").doesNotContain("beside a line", "in the middle", "at the end");
    }

    private static Result roundTrip(Path routes, Path results) throws IOException, InterruptedException {
        return NodePackage.run("node", "round-trip.mjs", routes.toString(), results.resolve("kaoto").toString());
    }

    private void route(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes").resolve(name + ".camel.yaml"), text);
    }

    /** What the rules of the build say when these files stand where the routes do. */
    private static List<String> findings(Path routes) {
        RouteBundle read = RouteBundle.read(routes);
        RouteBundle bundle = new RouteBundle(read.files(), read.unreadable(), BUNDLE.statements(), BUNDLE.settings(), BUNDLE.contracts(), BUNDLE.pageCalls());
        assertThat(bundle.unreadable()).isEmpty();
        assertThat(bundle.files().stream().map(RouteFile::name)).containsExactlyElementsOf(BUNDLE.files().stream().map(RouteFile::name).toList());
        List<Finding> findings = new ArrayList<>();
        RouteChecks.forFiles(bundle).values().forEach(check -> bundle.files().forEach(file -> findings.addAll(check.check(file))));
        RouteChecks.forBundle().values().forEach(check -> findings.addAll(check.check(bundle)));
        return findings.stream().map(Finding::toString).toList();
    }
}
