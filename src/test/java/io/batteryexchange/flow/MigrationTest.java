package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.support.EmbeddedDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database full of the release before is migrated: each task is as it was, and can be worked on. */
class MigrationTest {

    private static final String STATES = "new planning booked claim_created approved performer_found at_cabinet to_scooter at_scooter to_return at_return done waiting parked attention cancelled";

    @Test
    void tasksInEveryStateStayAsTheyAre() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start()) {
            DriverManagerDataSource source = new DriverManagerDataSource(database.url(), "postgres", "postgres");
            JdbcClient jdbc = JdbcClient.create(source);
            Flyway all = Flyway.configure().dataSource(source).load();
            MigrationInfo[] migrations = all.info().all();
            Flyway.configure().dataSource(source).target(migrations[migrations.length - 2].getVersion()).load().migrate();
            for (String state : STATES.split(" ")) {
                task(jdbc, state);
            }
            List<String> columns = jdbc.sql("select column_name::text from information_schema.columns where table_name = 'tasks'").query(String.class).list();
            Map<String, String> before = rows(jdbc, columns);

            all.migrate();

            assertThat(rows(jdbc, columns)).isEqualTo(before).hasSize(16);
            assertThat(jdbc.sql("select count(*) from tasks_at_work").query(Long.class).single()).isEqualTo(16);
            assertThat(jdbc.sql("select sum(enter_timeline(task_id, '[{\"kind\":\"decision\",\"name\":\"goes on\"}]')) from tasks").query(Long.class).single()).isEqualTo(16);
            assertThat(jdbc.sql("select count(*) from tasks where task_document(tasks) ->> 'state' = state").query(Long.class).single()).isEqualTo(16);
        }
    }

    private static void task(JdbcClient jdbc, String state) {
        jdbc.sql("insert into items (item_id, car_id, tag_id, tag) values (:id || '/t', :id, 't', 'battery_low')").param("id", state).update();
        jdbc.sql("""
            insert into tasks (task_id, item_id, car_id, tag_id, tag, state, priority, lease_no, lease_until, lease_owner, events_pending, book_id, claim_id, performer_id)
            values (:id, :id || '/t', :id, 't', 'battery_low', :id, 50, 3, now() + interval '1 minute', 'old', 1, 'book-' || :id, 'claim-' || :id, 'courier-1')
            """).param("id", state).update();
        jdbc.sql("""
            insert into claims (claim_id, task_id, attempt, book_id, cabinet_id, store_id, status, version, revision, point_a, point_b, point_c)
            values ('claim-' || :id, :id, 1, 'book-' || :id, 'c-7', 'grocery:123', 'accepted', 1, 2, 1, 2, 3)
            """).param("id", state).update();
        jdbc.sql("insert into claim_events (operation_id, claim_id, task_id, change_type, new_status, revision, event) select coalesce(max(operation_id), 0) + 1, 'claim-' || :id, :id, 'status_changed', 'accepted', 2, '{}' from claim_events")
            .param("id", state).update();
    }

    /** Each task as text, by its id, with the given columns. */
    private static Map<String, String> rows(JdbcClient jdbc, List<String> columns) {
        Map<String, String> rows = new TreeMap<>();
        jdbc.sql("select task_id, (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(t)) where key in (:columns))::text from tasks t")
            .param("columns", columns).query((row, n) -> rows.put(row.getString(1), row.getString(2))).list();
        return rows;
    }
}
