package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.tree.RouteFile;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlFilesCheckTest {

    private static final RouteFile SAVES = Sample.steps("a/b.camel.yaml", "- to:\n    id: save\n    uri: sql:file:routes/sql/save.sql\n");

    private final SqlFilesCheck check = new SqlFilesCheck();

    @Test
    void refusesAFileThatDoesNotExist() {
        assertThat(Sample.texts(check.check(Sample.bundle(SAVES))))
                .containsExactly("a/b.camel.yaml, line 10: there is no file routes/sql/save.sql");
    }

    @Test
    void refusesAFileThatNoRouteNames() {
        assertThat(Sample.texts(check.check(Sample.bundle(Map.of("save.sql", "", "old.sql", ""), SAVES))))
                .containsExactly("sql/old.sql, whole file: no route names it");
    }

    @Test
    void refusesSqlInARoute() {
        RouteFile inline = Sample.steps("a/b.camel.yaml", "- to:\n    id: save\n    uri: sql:delete from tasks\n");

        assertThat(Sample.texts(check.check(Sample.bundle(inline))))
                .containsExactly("a/b.camel.yaml, line 9 (to save): its statement is not a file of routes/sql/");
    }

    @Test
    void allowsTheStatementAsAParameter() {
        RouteFile file = Sample.steps("a/b.camel.yaml", "- to:\n    uri: sql\n    parameters:\n      query: file:routes/sql/save.sql\n");

        assertThat(check.check(Sample.bundle(Map.of("save.sql", ""), file))).isEmpty();
    }
}
