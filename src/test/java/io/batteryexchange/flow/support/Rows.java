package io.batteryexchange.flow.support;

import static io.batteryexchange.flow.support.Documents.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the durable core: set up as some earlier step left them, and read. */
public final class Rows {

    /** The performer and contractor of claims that have one. */
    public static final String COURIER = "courier-5";

    private final JdbcClient jdbc;

    Rows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empties the tables; both pollers are due. A timeline can't be emptied: the superuser's session does it without the triggers that refuse. */
    public void clear() {
        jdbc.sql("""
            do $$ begin
              set local session_replication_role = replica;
              truncate cabinet_stock, stock_outs, reported_cells, ambiguities, timeline, timeline_heads, reconciliation_timeline, manual_mode, hand_overs, cell_openings, claim_events, claims, tasks, items
                restart identity cascade;
            end $$
            """).update();
        jdbc.sql("update pollers set cursor = null, due_at = now(), lease_no = 0, lease_until = null, last_ok_at = null").update();
    }

    /** A task of scooter scooter-1 that is due; columns and values replace the defaults. Returns its id. */
    public String task(String state, Object... columnsAndValues) {
        ObjectNode task = object("task_id", UUID.randomUUID().toString(), "car_id", "scooter-1", "tag_id", "tag-1", "tag", "battery_low", "state", state,
            "attempt", 1, "priority", 50, "due_at", "-infinity", "tries", 0, "events_pending", 0, "assign_performer", false, "lease_no", 0, "performer_no", 0,
            "created_at", "2026-01-05T10:00:00Z", "updated_at", "2026-01-05T10:00:00Z");
        task.setAll(object(columnsAndValues));
        task.put("item_id", task.get("car_id").asText() + "/" + task.get("tag_id").asText());
        insert("items", object("item_id", task.get("item_id"), "car_id", task.get("car_id"), "tag_id", task.get("tag_id"), "tag", task.get("tag"),
            "created_at", "2026-01-05T10:00:00Z"));
        insert("tasks", task);
        return task.get("task_id").asText();
    }

    /** A task whose accumulator is booked: book-1 in cabinet c-7 of store grocery:123. */
    public String bookedTask(String state, Object... columnsAndValues) {
        ObjectNode overrides = object("car_number", "N-scooter-1", "lat", 55.7345, "lon", 37.588, "battery_percent", 17, "accumulator_before", "acc-old",
            "processing_tag_id", "tag-processing", "store_id", "grocery:123", "cabinet_id", "c-7", "distance_km", 0.1, "book_id", "book-1");
        overrides.setAll(object(columnsAndValues));
        return task(state, flat(overrides));
    }

    /** A task of scooter scooter-1 that has claim claim-1 and waits for its events; columns and values of the task replace the defaults. */
    public String taskWithClaim(String state, Object... columnsAndValues) {
        return taskWithClaimOf("claim-1", state, columnsAndValues);
    }

    public String taskWithClaimOf(String claimId, String state, Object... columnsAndValues) {
        ObjectNode overrides = object("claim_id", claimId, "due_at", null);
        overrides.setAll(object(columnsAndValues));
        String taskId = bookedTask(state, flat(overrides));
        claim(taskId, claimId);
        return taskId;
    }

    /** Gives the task another claim. */
    public void bookAnotherClaim(String taskId, String claimId) {
        claim(taskId, claimId);
        update("tasks set claim_id = :claim where task_id = :task", Map.of("claim", claimId, "task", taskId));
    }

    /** Makes {@link #COURIER} the performer of claim claim-1, known to all. */
    public void performed(String taskId) {
        update("tasks set performer_id = :courier, contractor_id = :courier, performer_no = 1 where task_id = :task", Map.of("courier", COURIER, "task", taskId));
        update("claims set performer_id = :courier where task_id = :task", Map.of("courier", COURIER, "task", taskId));
    }

    /** A task whose claim claim-1 the {@link #COURIER} performs, with the claim's status and closed points (like {@code "ab"}) as our record has them. */
    public String performedTask(String state, String claimStatus, String closed) {
        String taskId = taskWithClaim(state);
        performed(taskId);
        update("claims set status = :status, a_closed = :a, b_closed = :b, c_closed = :c where task_id = :task",
            Map.of("status", claimStatus, "a", closed.contains("a"), "b", closed.contains("b"), "c", closed.contains("c"), "task", taskId));
        return taskId;
    }

    /** An event that the journal poll has taken for a claim's task; operations are numbered from 501. */
    public void event(String claimId, String status, long revision) {
        jdbc.sql("""
            insert into claim_events (operation_id, claim_id, task_id, change_type, new_status, revision, event)
            select (select coalesce(max(operation_id), 500) + 1 from claim_events), :claim, task_id, 'status_changed', :status, :revision, '{}'
              from claims where claim_id = :claim
            """).param("claim", claimId).param("status", status).param("revision", revision).update();
        update("tasks set events_pending = events_pending + 1 where task_id = (select task_id from claims where claim_id = :claim)", Map.of("claim", claimId));
    }

    /** A minute ago a storekeeper handed an accumulator of the task's booking over; scooter-accumulator was not told. */
    public void handOver(String taskId, String accumulatorId, String direction) {
        jdbc.sql("""
            insert into hand_overs (task_id, book_id, accumulator_id, direction, handed_by, handed_at)
            select task_id, book_id, :accumulator, :direction, 'petrov', now() - interval '1 minute' from tasks where task_id = :task
            """).param("accumulator", accumulatorId).param("direction", direction).param("task", taskId).update();
    }

    /** An opening whose door was asked just now and has not answered. */
    public void opening(String claimId, String cellId, String courier) {
        jdbc.sql("insert into cell_openings (claim_id, cell_id, opened_by) values (:claim, :cell, :courier)").param("claim", claimId).param("cell", cellId)
            .param("courier", courier).update();
    }

    /** A call of the task whose outcome is not known since then (an interval ago). */
    public void ambiguity(String taskId, String call, String ago) {
        jdbc.sql("insert into ambiguities (task_id, call, about, tries, since) values (:task, :call, '{}', 1, now() - cast(:ago as interval))")
            .param("task", taskId).param("call", call).param("ago", ago).update();
    }

    /** A cabinet was asked just now and told so many accumulators. */
    public void stock(String cabinetId, String storeId, int available) {
        jdbc.sql("insert into cabinet_stock (cabinet_id, store_id, available) values (:cabinet, :store, :available)")
            .param("cabinet", cabinetId).param("store", storeId).param("available", available).update();
    }

    /** Waiting tasks of scooters many-1, many-2, …, with a position; their priority grows. */
    public void manyTasks(int count) {
        jdbc.sql("insert into items (item_id, car_id, tag_id, tag) select 'many-' || i || '/t', 'many-' || i, 't', 'battery_low' from generate_series(1, :count) i")
            .param("count", count).update();
        jdbc.sql("""
            insert into tasks (task_id, item_id, car_id, tag_id, tag, state, priority, lat, lon, due_at, created_at)
            select 'task-many-' || i, 'many-' || i || '/t', 'many-' || i, 't', 'battery_low', 'waiting', i, 55.7 + i / 100000.0, 37.5, null, '2026-01-05T10:00:00Z' from generate_series(1, :count) i
            """).param("count", count).update();
    }

    /** {@code update <sql>}. */
    public void update(String sql, Map<String, ?> params) {
        jdbc.sql("update " + sql).params(params).update();
    }

    /** The tasks that a failed try or a replan put off are due now. */
    public void putOffIsOver() {
        update("tasks set retry_at = now() where retry_at is not null and retry_at <> 'infinity'", Map.of());
        update("tasks set due_at = now() where due_at is not null", Map.of());
    }

    /** Takes a column away until it is closed. */
    public NoColumn without(String table, String column) {
        return new NoColumn(jdbc, table, column);
    }

    /** Switches manual mode on, everywhere ({@code all}) or for a store. */
    public void manualMode(String scope) {
        jdbc.sql("insert into manual_mode (scope, reason, set_by) values (:scope, 'test', 'ivanova')").param("scope", scope).update();
    }

    public void pollersAreDue() {
        update("pollers set due_at = now()", Map.of());
    }

    /** Another worker leases the task, as it may when a lease has run out. */
    public void overtake(String taskId) {
        update("tasks set lease_no = lease_no + 1, lease_until = now() + interval '1 minute', lease_owner = 'other' where task_id = :task", Map.of("task", taskId));
    }

    public Map<String, Object> taskRow(String taskId) {
        return one("tasks where task_id = :id", taskId);
    }

    public Map<String, Object> claimRow(String claimId) {
        return one("claims where claim_id = :id", claimId);
    }

    public Map<String, Object> pollerRow(String name) {
        return one("pollers where name = :id", name);
    }

    /** {@code select <sql>}, one value. */
    public Object value(String sql) {
        return jdbc.sql("select " + sql).query().singleValue();
    }

    public long count(String fromWhere) {
        return (Long) value("count(*) from " + fromWhere);
    }

    /** {@code select <sql>}, one column. */
    public List<Object> column(String sql) {
        return jdbc.sql("select " + sql).query().singleColumn();
    }

    /** All of a task that its worker may write: the row, its claims, openings, events and timeline, as text. */
    public String everythingOf(String taskId) {
        return jdbc.sql("""
            select (select to_jsonb(t) from tasks t where task_id = :id)::text
                || coalesce((select jsonb_agg(c order by claim_id) from claims c where task_id = :id)::text, '')
                || coalesce((select jsonb_agg(e order by operation_id) from claim_events e where task_id = :id)::text, '')
                || coalesce((select jsonb_agg(l order by entry_id) from timeline l where task_id = :id)::text, '')
            """).param("id", taskId).query(String.class).single();
    }

    /** All rows that an action may write, without the timelines, as text. */
    public String everythingButTimelines() {
        return jdbc.sql("""
            select jsonb_build_array((select jsonb_agg(x order by task_id) from tasks x), (select jsonb_agg(x order by item_id) from items x),
              (select jsonb_agg(x order by claim_id) from claims x), (select jsonb_agg(x order by operation_id) from claim_events x),
              (select jsonb_agg(x order by opening_id) from cell_openings x), (select jsonb_agg(x order by claim_id, cell_id) from reported_cells x),
              (select jsonb_agg(x order by hand_over_id) from hand_overs x), (select jsonb_agg(x order by scope) from manual_mode x),
              (select jsonb_agg(x order by ambiguity_id) from ambiguities x))::text
            """).query(String.class).single();
    }

    /** The last entry of a task's timeline, as {@code kind name outcome detail}; empty where there is none. */
    public String lastEntry(String taskId) {
        return jdbc.sql("select kind || ' ' || name || ' ' || outcome || ' ' || detail from timeline where task_id = :id order by entry_id desc limit 1").param("id", taskId)
            .query(String.class).optional().orElse("");
    }

    /** A task's timeline, oldest first, as {@code kind name outcome}. */
    public List<String> timeline(String taskId) {
        return jdbc.sql("select kind || ' ' || name || ' ' || outcome from timeline where task_id = :id order by at, entry_id").param("id", taskId)
            .query(String.class).list();
    }

    /** What was changed for no known task, oldest first, as {@code kind name outcome}. */
    public List<String> reconciliationTimeline() {
        return jdbc.sql("select kind || ' ' || name || ' ' || outcome from reconciliation_timeline order by at, entry_id").query(String.class).list();
    }

    private void claim(String taskId, String claimId) {
        insert("claims", object("claim_id", claimId, "task_id", taskId, "attempt", 1, "book_id", "book-1", "cabinet_id", "c-7", "store_id", "grocery:123",
            "status", "new", "version", 1, "revision", 1, "point_a", ClaimDocument.A, "point_b", ClaimDocument.B, "point_c", ClaimDocument.C,
            "a_closed", false, "b_closed", false, "c_closed", false, "created_at", "2026-01-05T10:00:10Z"));
    }

    private Map<String, Object> one(String fromWhere, String id) {
        return jdbc.sql("select * from " + fromWhere).param("id", id).query().singleRow();
    }

    private void insert(String table, ObjectNode row) {
        List<String> columns = new ArrayList<>();
        row.fieldNames().forEachRemaining(columns::add);
        String names = String.join(", ", columns);
        jdbc.sql("insert into " + table + " (" + names + ") select " + names + " from jsonb_populate_record(null::" + table + ", cast(:row as jsonb))")
            .param("row", row.toString()).update();
    }

    private static Object[] flat(ObjectNode fields) {
        List<Object> flat = new ArrayList<>();
        fields.fields().forEachRemaining(field -> {
            flat.add(field.getKey());
            flat.add(field.getValue());
        });
        return flat.toArray();
    }
}
