package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlPlaceholdersCheckTest {

    private final SqlPlaceholdersCheck check = new SqlPlaceholdersCheck();

    @Test
    void refusesAnOperatorWithHash() {
        assertThat(Sample.texts(check.check(Sample.bundle(Map.of("a.sql", "select 1\n  where body #>> '{a}' = :#a")))))
                .containsExactly("sql/a.sql, line 2: a # that starts no :#name or :#${...} becomes a nameless parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select #", "select a # b", "select :# a", "select 1 -- the :#limit", "select '#1'"})
    void refuses(String sql) {
        assertThat(check.check(Sample.bundle(Map.of("a.sql", sql)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select :#a", "select :#${variable.task.id}::interval", "-- up to :#limit, see #5\nselect 1", "a in (:#in:ids)", "select body->>'a' -- text"})
    void allows(String sql) {
        assertThat(check.check(Sample.bundle(Map.of("a.sql", sql)))).isEmpty();
    }
}
