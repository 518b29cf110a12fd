package io.batteryexchange.routes.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteBundleTest {

    @TempDir
    private Path project;

    @Test
    void readsRoutesSqlSettingsAndContracts() throws IOException {
        write("routes/planning/book.camel.yaml", "- route:\n    id: book\n");
        write("routes/README.md", "no route");
        write("routes/sql/save.sql", "select 1");
        write("config/application.yaml", "poll:\n  pause: ${POLL_PAUSE:30s}\n");
        write("src/main/resources/openapi/courier.yaml", "paths:\n  /a:\n    get:\n      operationId: getScreen\n");
        write("src/main/resources/openapi/operator.json", "{\"paths\": {\"/b\": {\"post\": {\"operationId\": \"retryTask\"}}}}");

        RouteBundle bundle = RouteBundle.read(project.resolve("routes"));

        assertThat(bundle.files()).extracting(RouteFile::name, RouteFile::folder)
                .containsExactly(tuple("planning/book.camel.yaml", "planning"));
        assertThat(bundle.statements()).containsOnlyKeys("save.sql");
        assertThat(bundle.knownSettings().value("poll.pause")).contains("30s");
        assertThat(bundle.contracts()).flatExtracting(Contract::operations).containsExactly("getScreen", "retryTask");
    }

    @Test
    void findsNothingInAnEmptyProject() {
        RouteBundle bundle = RouteBundle.read(project.resolve("routes"));

        assertThat(bundle.files()).isEmpty();
        assertThat(bundle.settings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "route:\n  id: book\n", "- route:\n    uri: {{a.b}}/v2\n", "- route:\n\t id: a\n", "- a: 1\n---\n- b: 2\n"})
    void namesAFileThatIsNoListOfEntities(String text) throws IOException {
        write("routes/planning/book.camel.yaml", text);

        assertThat(RouteBundle.read(project.resolve("routes")).unreadable()).singleElement().asString()
                .startsWith("planning/book.camel.yaml");
    }

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
