package io.batteryexchange.bench.growth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Two years of finished swaps, the last of them ten days ago: for each an item, a task, a claim, an event, a door that nobody saw closed, the end of its chain and entries of its
 * timeline, of the same scooters that the bench then goes on with.
 *
 * <p>Entered set by set, by a superuser whose session fires no trigger (foreign keys, and the one by which a timeline only grows). Numbers and lengths
 * are those of real rows; the hashes seal nothing, so {@code verify-audit} would refuse them.
 */
public final class History {

    private static final int SCOOTERS = 5_000;
    private static final int WRITERS = 2;

    private static final String ONE = """
        select i, 'car-' || lpad(cast(i %% %3$d as text), 5, '0') as car_id, 'history-' || i as tag_id,
               now() - interval '730 days' + i * interval '720 days' / %1$d as at,
               '01900000-' || lpad(to_hex(i / 65536), 4, '0') || '-7' || lpad(to_hex(i / 16 %% 4096), 3, '0') || '-8000-' || lpad(to_hex(i), 12, '0') as task_id,
               'grocery:' || 123 + i %% 4 as store_id, 'c-' || 1 + i %% 5 as cabinet_id, md5('claim' || i) as claim_id, md5('book' || i) as book_id, 'courier-' || i %% 300 as performer_id
          from generate_series(1, %1$d) as i
        """;

    private static final List<String> SETS = List.of("""
        insert into items (item_id, car_id, tag_id, tag, created_at)
        select car_id || '/' || tag_id, car_id, tag_id, 'battery_low', at from one
        """, """
        insert into tasks (task_id, item_id, car_id, tag_id, tag, state, priority, due_at, lease_no, car_number, lat, lon, battery_percent, accumulator_before, accumulator_after,
                           processing_tag_id, store_id, cabinet_id, distance_km, book_id, claim_id, performer_id, performer_no, swap_tags, swap_closed_at, outcome, figures,
                           created_at, updated_at, finished_at)
        select task_id, car_id || '/' || tag_id, car_id, tag_id, 'battery_low', 'done', 50, null, 14, right(car_id, 3) || 'С' || substr(car_id, 5, 2), 55.7 + i %% 100 * 0.001, 37.5 + i %% 100 * 0.001, 30,
               'acc-' || i, 'acc-' || i + 1, 'processing-' || i, store_id, cabinet_id, 0.7, book_id, claim_id, performer_id, 1, 'battery_low/' || tag_id, at + interval '25 minutes', 'swapped',
               '{"seconds": 2400, "seconds_to_claim": 12, "seconds_to_swap": 1500, "attempts": 1, "distance_km": 0.7}', at, at + interval '40 minutes', at + interval '40 minutes'
          from one
        """, """
        insert into claims (claim_id, task_id, attempt, book_id, cabinet_id, store_id, status, version, revision, point_a, point_b, point_c, a_closed, b_closed, c_closed, performer_id,
                            created_at, released_at, picked_up, all_taken)
        select claim_id, task_id, 1, book_id, cabinet_id, store_id, 'delivered_finish', 1, 14, 10 * i, 10 * i + 1, 10 * i + 2, true, true, true, performer_id, at, at + interval '40 minutes', true, true
          from one
        """, """
        insert into claim_events (operation_id, claim_id, task_id, change_type, new_status, revision, updated_ts, event, received_at, handled_at)
        select -i, claim_id, task_id, 'status_changed', 'pickuped', 9, at, '{"operation_id": 1, "change_type": "status_changed", "new_status": "pickuped"}', at, at from one
        """, """
        insert into cell_openings (claim_id, cell_id, opened_by, asked_at, opened_at, ended_at, closed_at)
        select claim_id, 'cell-' || i %% 16, performer_id, at, at, at, at from one
        """, """
        insert into timeline_heads (chain, last_no, hash)
        select task_id, %2$d, decode(repeat('5a', 32), 'hex') from one
        """);

    private static final String ENTRIES = """
        insert into timeline (task_id, at, kind, name, outcome, detail, entry_no, hash)
        select task_id, at + n * interval '2 minutes', 'upstream_call', 'scooter-accumulator cabinet/accumulator/book', 'ok',
               '{"ms": 12, "tries": 1, "status": 200, "cabinet_id": "c-1"}', n, decode(repeat('5a', 32), 'hex')
          from one
         cross join generate_series(1, %2$d) as n
         where i %% %4$d = %5$d
        """;

    private final String url;
    private final int tasks;
    private final int entriesOfTask;

    /** @param entriesOfTask of the timeline */
    public History(String url, int tasks, int entriesOfTask) {
        this.url = url;
        this.tasks = tasks;
        this.entriesOfTask = entriesOfTask;
    }

    /** Enters it all and leaves the tables as autovacuum would. */
    public void enter() throws SQLException {
        List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS).mapToObj(writer -> fill(ENTRIES, writer)).toList();
        for (String set : SETS) {
            fill(set, 0).join();
        }
        writers.forEach(CompletableFuture::join);
        run("vacuum analyze", "checkpoint");
    }

    private CompletableFuture<Void> fill(String set, int writer) {
        String one = ONE.formatted(tasks, entriesOfTask, SCOOTERS);
        String insert = set.formatted(tasks, entriesOfTask, SCOOTERS, WRITERS, writer);
        return CompletableFuture.runAsync(() -> {
            try {
                run("set session_replication_role = replica", "set synchronous_commit = off", insert.replaceFirst("\nselect", "\nwith one as (" + one.replace("$", "\\$") + ")\nselect"));
            } catch (SQLException e) {
                throw new IllegalStateException(insert, e);
            }
        });
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", ""); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
