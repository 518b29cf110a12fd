package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainLockCheckTest {

    private static final String HELD = "with held as materialized (select task_id from tasks where task_id = :#id for update)";

    private final ChainLockCheck check = new ChainLockCheck();

    @Test
    void refusesAPartThatIsRunAfterTheSelectList() {
        assertThat(Sample.texts(check.check(Sample.bundle(Map.of("a.sql", HELD + ", claim as (update claims set x = 1 from held returning 1), "
            + "step as (update tasks set y = 1 from held returning task_id)\nselect task_id, enter_timeline(task_id, :#t) from step")))))
            .containsExactly("sql/a.sql, whole file: claim would be run after the chain is locked: read it in the last from, like (select count(*) from claim) as after_claim");
    }

    @Test
    void refusesAClaimBeforeItsTask() {
        assertThat(Sample.texts(check.check(Sample.bundle(Map.of("a.sql",
            "with claim as (update claims set x = 1 where claim_id = :#id returning task_id) select enter_timeline(task_id, :#t) from claim")))))
            .containsExactly("sql/a.sql, whole file: claim locks the claim before the task: read a part that has the task's row");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "with o as (update cell_openings set x = 1 returning 1) select enter_timeline(:#id, :#t), (select count(*) from o)",
        "with o as (update cell_openings set x = 1 returning 1) select (select count(*) from o), enter_timeline(:#id, :#t)",
        "with o as (delete from manual_mode returning 1), e as (select enter_reconciliation(:#t) as n from o) select n from e",
        "with p as (select c.claim_id from claims c join tasks t on t.task_id = c.task_id for share of c) select enter_timeline(:#id, :#t) from p",
        "with s as (select 1 from tasks for key share) select enter_timeline(:#id, :#t)",
        "with s as (insert into items (a) values ('from s') returning 1) select enter_timeline(:#id, :#t)"})
    void refuses(String sql) {
        assertThat(check.check(Sample.bundle(Map.of("a.sql", sql)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "select enter_timeline(:#id, :#t) as entered",
        "with o as (update cell_openings set x = 1 returning 1) select count(*) from tasks",
        "with o as (update cell_openings set x = 1 returning 1) select enter_timeline(:#id, :#t) from (select count(*) from o) as after_o",
        "with h as (select 1 from tasks for update), e as (update claim_events set x = 1 from h returning 1), s as (update tasks set n = (select count(*) from e) from h returning task_id) "
            + "select enter_timeline(task_id, :#t) from s",
        "with h as (select 1 from tasks for update), c as (update claims set x = 1 from h returning 1), s as (update tasks set x = 1 from h returning task_id) "
            + "select enter_timeline(task_id, :#t) from s, (select count(*) from c) as after_c",
        "with f as (update cell_openings set x = 1 returning 1) insert into cell_openings (a) select :#a from (select count(*) from f) as after_f "
            + "on conflict (a) do update set b = now() returning enter_timeline(:#id, :#t)"})
    void allows(String sql) {
        assertThat(check.check(Sample.bundle(Map.of("a.sql", sql)))).isEmpty();
    }
}
