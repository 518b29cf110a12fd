package io.batteryexchange.bench.work;

import io.batteryexchange.bench.support.Pgbench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The bundle's statements as scripts of pgbench, one client for each worker. A client leases a batch of tasks and works on one after the other, as the bundle does; what
 * each save enters into the timeline is what the bundle entered for one of its tasks ({@link WorkDatabase#savesOf}).
 */
final class WorkScripts {

    /** Tasks that are leased at once, and worked on side by side (config/application.yaml: worker.batch, worker.threads). */
    static final int BATCH = 16;
    static final int CLIENTS = 16;

    private static final String TASK = "('task-' || cast(:n as bigint))";
    private static final String CLAIM = "lpad(cast(cast(:n as bigint) as text), 32, '0')";

    private static final Map<String, String> VALUES = Map.ofEntries(
        Map.entry("properties:worker.batch", Integer.toString(BATCH)), Map.entry("properties:worker.lease-ms", "90000"), Map.entry("properties:node.id", "'pgbench'"),
        Map.entry("task_id", TASK), Map.entry("lease_no", "1"), Map.entry("claim_id", CLAIM), Map.entry("claim_status", "'pickup_arrived'"), Map.entry("claim_revision", "2"),
        Map.entry("a_closed", "false"), Map.entry("b_closed", "false"), Map.entry("c_closed", "false"), Map.entry("picked_up", "false"), Map.entry("point_return", "17000000000004"),
        Map.entry("claim_performer_id", "null"), Map.entry("claim_ended", "false"), Map.entry("state", "'at_cabinet'"), Map.entry("attention", "null"), Map.entry("cabinet_id", "'c-1'"),
        Map.entry("book_id", "'b-' || cast(:n as bigint)"), Map.entry("performer_no", "0"), Map.entry("contractor_id", "null"), Map.entry("swap_closed", "null"), Map.entry("events_left", "0"),
        Map.entry("processing_tag_id", "'processing-' || cast(:n as bigint)"), Map.entry("store_id", "'grocery:123'"), Map.entry("distance_km", "0.1"),
        Map.entry("car_number", "'N-' || cast(:n as bigint)"), Map.entry("lat", "55.7345"), Map.entry("lon", "37.588"), Map.entry("battery_percent", "17"), Map.entry("tag", "'battery_low'"),
        Map.entry("priority", "50"), Map.entry("claim_in_doubt", "false"), Map.entry("accumulator_before", "'acc-old'"), Map.entry("claim_version", "1"),
        Map.entry("point_a", "17000000000001"), Map.entry("point_b", "17000000000002"), Map.entry("point_c", "17000000000003"),
        Map.entry("new_cursor", "'cursor'"), Map.entry("poller_cursor", "'cursor'"), Map.entry("poller_lease_no", "1"), Map.entry("read_on", "true"), Map.entry("needs_no_worker", "'{\"pickup_arrived\": \"at_cabinet\"}'"), Map.entry("wait_ms", "0"));

    private final WorkDatabase database;
    private final Pgbench pgbench;

    WorkScripts(WorkDatabase database) {
        this.database = database;
        this.pgbench = new Pgbench(database.port());
    }

    /**
     * Events a second taken in, one a transaction. Each client has a poller of its own, so that none waits for another's commit.
     *
     * @param claims how many there are, from {@code first} on
     */
    double taking(long first, int claims, int eventsOfClient) throws IOException, InterruptedException {
        database.run("insert into pollers (name, cursor, lease_no) select 'claims-journal-' || i, 'cursor', 1 from generate_series(0, %d) i on conflict do nothing".formatted(CLIENTS - 1));
        String event = """
            format('[{"operation_id": %%s, "claim_id": "%%s", "change_type": "status_changed", "new_status": "pickup_arrived", "revision": 2, \
            "updated_ts": "2026-01-05T10:00:01.000001+00:00", "current_point_id": 17000000000001}]', cast(:operation as bigint), %s)""".formatted(CLAIM).replace("%%", "%");
        String take = RouteSql.of("take-journal-page", with(Map.of("page_events", event))).replace("'claims-journal'", "'claims-journal-' || cast(:client_id as integer)");
        String script = """
            \\set n random(%d, %d)
            \\set i :i + 1
            \\set operation %d + :client_id * 1000000 + :i
            %s;
            """.formatted(first, first + claims - 1, 100 * WorkDatabase.OPERATIONS + 100_000_000L * first, take);
        return pgbench.tpsOf("take-journal-page", script, CLIENTS, eventsOfClient, "i");
    }

    /** Tasks a second whose events are handled, where so many tasks with events are prepared. */
    double handling(String name, int tasks, List<Map<String, Object>> saves) throws IOException, InterruptedException {
        List<String> statements = new ArrayList<>();
        for (Map<String, Object> save : saves) {
            String ids = Stream.of(save.get("events").toString().split(" ")).filter(place -> !place.isEmpty()).map(place -> "(cast(:n as bigint) * 100 + " + (WorkDatabase.OPERATIONS + Integer.parseInt(place)) + ")")
                .collect(Collectors.joining(" || ',' || "));
            statements.add(RouteSql.of("save-steps", with(Map.of("timeline", json(save), "handled_ids", ids.isEmpty() ? "'{}'" : "'{' || " + ids + " || '}'"))));
        }
        return perTask(name, tasks, statements);
    }

    /** Tasks a second that come from new to claim_created, where so many are prepared. */
    double planning(int tasks, List<Map<String, Object>> saves) throws IOException, InterruptedException {
        if (saves.size() != 3) {
            throw new IllegalStateException("planning saves otherwise than the bench thinks: " + saves);
        }
        List<String> statements = new ArrayList<>(List.of(
            RouteSql.of("intend-bookings", with(Map.of("timeline", json(saves.get(0))))),
            RouteSql.of("save-bookings", with(Map.of("timeline", json(saves.get(1))))),
            RouteSql.of("save-claims", with(Map.of("timeline", json(saves.get(2)), "claim_status", "'new'")))));
        return perTask("planning", tasks, statements);
    }

    /** A transaction is one task; every sixteenth leases the next batch. */
    private double perTask(String name, int tasks, List<String> statements) throws IOException, InterruptedException {
        database.run("""
            create or replace function bench_lease() returns bigint[] language plpgsql as $f$
            declare
              leased record;
              numbers bigint[] := '{}';
            begin
              for round in 1 .. 5 loop -- it leaves a task alone that another client has changed since the statement began
                for leased in %s loop
                  numbers := numbers || cast(substr(leased.task_id, 6) as bigint);
                end loop;
                exit when cardinality(numbers) >= %d;
              end loop;
              return numbers;
            end $f$
            """.formatted(RouteSql.of("lease-due-tasks", VALUES), BATCH));
        String places = IntStream.rangeClosed(1, BATCH).mapToObj(place -> "l[" + place + "] as n" + place).collect(Collectors.joining(", "));
        String choice = IntStream.rangeClosed(1, BATCH).mapToObj(place -> "when :left = " + place + " then :n" + place).collect(Collectors.joining(" "));
        String script = """
            \\if :left = 0
            select %s from bench_lease() as l \\gset
            \\set left %d
            \\endif
            \\set n case %s end
            %s;
            \\set left :left - 1
            """.formatted(places, BATCH, choice, String.join(";\n", statements));
        return pgbench.tpsOf(name, script, CLIENTS, tasks / CLIENTS / BATCH * BATCH, "left");
    }

    /** Whether in a text or not, pgbench takes a colon before a letter for a variable's. */
    private static String json(Map<String, Object> save) {
        return "'" + save.get("entries").toString().replace("'", "''").replaceAll(":(?=[A-Za-z_])", "\\\\u003a") + "'";
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(VALUES);
        values.putAll(more);
        return values;
    }
}
