package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupedSaveCheckTest {

    private static final String GROUP = "with steps as (select * from unnest(cast(:#${header.task_id} as text[]), cast(:#${header.state} as text[])) with ordinality as step(task_id, state, place)), "
        + "held as (select step.* from tasks t join steps step on step.task_id = t.task_id order by t.task_id\n for update of t) select place from held";

    private final GroupedSaveCheck check = new GroupedSaveCheck();

    @Test
    void allowsAGroupInOrderAndStatementsOfOneTask() {
        assertThat(texts(GROUP)).isEmpty();
        assertThat(texts("select 1 from tasks where task_id = :#${variable.task_id} for update")).isEmpty();
    }

    @Test
    void refusesColumnsInAnotherOrderThanTheirParameters() {
        assertThat(texts(GROUP.replace("task_id, state, place", "state, task_id, place")))
            .containsExactly("sql/a.sql, whole file: columns [state, task_id, place] are not named after the parameters: [task_id, state, place]");
    }

    @Test
    void refusesAParameterWithoutAColumn() {
        assertThat(texts(GROUP.replace("task_id, state, place", "task_id, place"))).hasSize(1);
    }

    @Test
    void refusesTasksThatAreLockedInNoOrder() {
        assertThat(texts(GROUP.replace("order by t.task_id\n", ""))).containsExactly("sql/a.sql, whole file: locks several tasks, but not in their order: order by t.task_id for update of t");
    }

    private List<String> texts(String sql) {
        return Sample.texts(check.check(Sample.bundle(Map.of("a.sql", sql))));
    }
}
