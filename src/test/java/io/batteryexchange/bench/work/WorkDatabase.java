package io.batteryexchange.bench.work;

import static org.awaitility.Awaitility.await;

import io.batteryexchange.support.EmbeddedDatabase;
import io.batteryexchange.support.TestSecrets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The tables, set up with swaps of consecutive numbers, and read. */
final class WorkDatabase implements AutoCloseable {

    /** The entry that a prepared task's timeline begins with. */
    private static final String PREPARED = "prepared for the bench";

    /** Prepared events have operation ids from here on, a hundred for each swap; those of the journal have smaller ones. */
    static final long OPERATIONS = 10_000_000_000_000L;

    private final EmbeddedDatabase postgres = EmbeddedDatabase.startDurable();
    private final JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(postgres.url(), "postgres", TestSecrets.DATABASE_PASSWORD));
    private long next = 1;

    String url() {
        return postgres.url();
    }

    int port() {
        return postgres.port();
    }

    /**
     * Tasks that planning has to begin with; the number of the first.
     *
     * @param due {@code infinity}: not before {@link #areDue}
     */
    long tasksToPlan(int count, String due) {
        long first = items(count);
        run("""
            insert into tasks (task_id, item_id, car_id, tag_id, tag, priority, due_at)
            select 'task-' || i, 'car-' || i || '/tag-' || i, 'car-' || i, 'tag-' || i, 'battery_low', 50, '%s' from generate_series(%d, %d) i
            """, due, first, first + count - 1);
        return first;
    }

    /** Tasks whose claim was made and has no courier yet; the number of the first. */
    long tasksWithClaim(int count) {
        long first = items(count);
        run("""
            insert into tasks (task_id, item_id, car_id, tag_id, tag, state, priority, due_at, car_number, lat, lon, battery_percent, accumulator_before, processing_tag_id, store_id, cabinet_id,
              distance_km, book_id, claim_id)
            select 'task-' || i, 'car-' || i || '/tag-' || i, 'car-' || i, 'tag-' || i, 'battery_low', 'claim_created', 50, null, 'N-' || i, 55.7345, 37.588, 17, 'acc-old', 'processing-' || i,
              'grocery:123', 'c-1', 0.1, 'b-' || i, lpad(i::text, 32, '0') from generate_series(%d, %d) i
            """, first, first + count - 1);
        run("""
            insert into claims (claim_id, task_id, attempt, book_id, cabinet_id, store_id, status, version, revision, point_a, point_b, point_c)
            select claim_id, task_id, 1, book_id, cabinet_id, store_id, 'new', 1, 1, 17000000000001, 17000000000002, 17000000000003
              from tasks where task_id in (select 'task-' || i from generate_series(%d, %d) i)
            """, first, first + count - 1);
        run("select enter_timeline('task-' || i, '[{\"kind\": \"decision\", \"name\": \"%s\"}]') from generate_series(%d, %d) i", PREPARED, first, first + count - 1);
        return first;
    }

    /** As {@link #tasksWithClaim}; the journal has brought events with these statuses for each. */
    long tasksWithEvents(int count, List<String> statuses) {
        long first = tasksWithClaim(count);
        for (int place = 0; place < statuses.size(); place++) {
            run("""
                insert into claim_events (operation_id, claim_id, task_id, change_type, new_status, revision, event)
                select %d + i::bigint * 100 + %d, lpad(i::text, 32, '0'), 'task-' || i, 'status_changed', '%s', %d, '{}' from generate_series(%d, %d) i
                """, OPERATIONS, place, statuses.get(place), place + 2, first, first + count - 1);
        }
        run("update tasks set events_pending = %d where task_id in (select 'task-' || i from generate_series(%d, %d) i)", statuses.size(), first, first + count - 1);
        return first;
    }

    /** No poller but the journal's finds anything to do from now on: reconciliation would repair the tags of tasks that the bench made up. */
    void pollTheJournalAlone() {
        run("update pollers set due_at = 'infinity' where name <> 'claims-journal'");
        await().atMost(Duration.ofMinutes(1)).until(() -> number("count(*) from pollers where name <> 'claims-journal' and lease_until is not null") == 0);
    }

    /** All these tasks are due; the moment after that, in seconds of the epoch. */
    double areDue(long first, int count) {
        run("update tasks set due_at = now() where task_id in (select 'task-' || i from generate_series(%d, %d) i)", first, first + count - 1);
        return number("extract(epoch from clock_timestamp())");
    }

    /** Nobody works on these tasks before they are {@link #free}. */
    void lease(long first, int count) {
        run("update tasks set lease_until = 'infinity' where task_id in (select 'task-' || i from generate_series(%d, %d) i)", first, first + count - 1);
    }

    /** All these tasks can be worked on; the moment after that, in seconds of the epoch. */
    double free(long first, int count) {
        run("update tasks set lease_until = null where task_id in (select 'task-' || i from generate_series(%d, %d) i)", first, first + count - 1);
        return number("extract(epoch from clock_timestamp())");
    }

    /** What a round left behind is nothing to do for the next. */
    void finishAll() {
        run("update claim_events set handled_at = now() where handled_at is null");
        run("""
            update tasks set state = 'done', events_pending = 0, assign_performer = false, due_at = null, retry_at = null, lease_until = null, finished_at = now()
             where state not in ('done', 'cancelled')
            """);
    }

    /** So that no round pays for what was written before it. */
    void tidy() {
        for (String table : List.of("items", "tasks", "claims", "claim_events", "timeline", "timeline_heads", "pollers")) {
            run("vacuum analyze " + table);
        }
        run("checkpoint");
    }

    void run(String sql) {
        jdbc.execute(sql);
    }

    /** @param arguments of {@link String#format} */
    private void run(String sql, Object... arguments) {
        run(sql.formatted(arguments));
    }

    /** {@code select <sql>}, one number. */
    double number(String sql) {
        return jdbc.queryForObject("select " + sql, Double.class);
    }

    /**
     * What each of a task's saves wrote: {@code entries}, its lines of the timeline as {@code enter_timeline} takes them, and {@code events}, the places of the events it
     * handled; by the transaction that wrote them, first to last.
     */
    List<Map<String, Object>> savesOf(Swap swap) {
        return jdbc.queryForList("""
            select jsonb_agg(jsonb_build_object('ago', 1.5, 'kind', l.kind, 'name', l.name, 'outcome', l.outcome, 'detail', l.detail) order by l.entry_no)::text as entries,
                   (select coalesce(string_agg((e.revision - 2)::text, ' ' order by e.revision), '') from claim_events e where e.task_id = l.task_id and cast(e.xmin as text) = l.writer) as events
              from (select *, cast(xmin as text) as writer from timeline) l
             where l.task_id = ? and l.name <> '%s'
             group by l.task_id, l.writer order by min(l.entry_no)
            """.formatted(PREPARED), swap.task());
    }

    private long items(int count) {
        long first = next;
        next += count;
        run("""
            insert into items (item_id, car_id, tag_id, tag)
            select 'car-' || i || '/tag-' || i, 'car-' || i, 'tag-' || i, 'battery_low' from generate_series(%d, %d) i
            """, first, first + count - 1);
        return first;
    }

    @Override
    public void close() {
        postgres.close();
    }
}
