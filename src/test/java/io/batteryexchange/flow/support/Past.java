package io.batteryexchange.flow.support;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has happened before a test, for those who look back; all times are seconds before it began. */
public final class Past {

    private final Rows rows;
    private final JdbcClient jdbc;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private int tasks;

    public Past(Rows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    public Instant now() {
        return now;
    }

    /** A swap by when, in seconds ago: low, ordered, courier found, at the cabinet, picked up, at the scooter, swapped, done. Returns its task. */
    public String swap(String store, int attempt, int low, int ordered, int found, int atCabinet, int pickedUp, int atScooter, int swapped, int done) {
        String claimId = "claim-of-" + ++tasks;
        String task = rows.taskWithClaimOf(claimId, "done", "car_id", "swapped-" + tasks, "attempt", attempt, "store_id", store, "outcome", "swapped", "created_at", ago(low),
            "swap_closed_at", ago(swapped), "finished_at", ago(done));
        rows.update("claims set created_at = cast(:at as timestamptz), store_id = :store where claim_id = :claim", Map.of("at", ago(ordered), "store", store, "claim", claimId));
        event(task, "performer_found", found);
        event(task, "pickup_arrived", atCabinet);
        event(task, "pickuped", pickedUp);
        event(task, "delivery_arrived", atScooter);
        event(task, "delivered_finish", done);
        return task;
    }

    public void event(String taskId, String status, int secondsAgo) {
        String claimId = (String) rows.taskRow(taskId).get("claim_id");
        rows.event(claimId, status, 9);
        rows.update("claim_events set received_at = cast(:at as timestamptz), handled_at = now() where operation_id = (select max(operation_id) from claim_events)", Map.of("at", ago(secondsAgo)));
        rows.update("tasks set events_pending = 0 where task_id = :task", Map.of("task", taskId));
    }

    public void chosen(String taskId, String store, int secondsAgo) {
        decision(taskId, "cabinet chosen", "ok", "{\"store_id\": \"" + store + "\"}", secondsAgo);
    }

    public void replanned(String taskId, int attempt, String reason, int secondsAgo) {
        decision(taskId, "replanned", "failed", "{\"attempt\": " + attempt + ", \"replan_reason\": \"" + reason + "\"}", secondsAgo);
    }

    private void decision(String taskId, String name, String outcome, String detail, int secondsAgo) {
        jdbc.sql("insert into timeline (task_id, at, kind, name, outcome, detail) values (:task, cast(:at as timestamptz), 'decision', :name, :outcome, cast(:detail as jsonb))")
            .param("task", taskId).param("at", ago(secondsAgo)).param("name", name).param("outcome", outcome).param("detail", detail).update();
    }

    public void report(String claimId, String cellId, int secondsAgo) {
        jdbc.sql("insert into reported_cells (claim_id, cell_id, reported_at) values (:claim, :cell, cast(:at as timestamptz))")
            .param("claim", claimId).param("cell", cellId).param("at", ago(secondsAgo)).update();
    }

    public void door(String claimId, String cellId, int secondsAgo, int timeouts, boolean refused) {
        jdbc.sql("insert into cell_openings (claim_id, cell_id, opened_by, asked_at, timeouts, refused) values (:claim, :cell, 'courier-5', cast(:at as timestamptz), :timeouts, :refused)")
            .param("claim", claimId).param("cell", cellId).param("at", ago(secondsAgo)).param("timeouts", timeouts).param("refused", refused).update();
    }

    /** @param until seconds ago; below 0: it lasts */
    public void stockOut(String cabinetId, String store, int since, int until) {
        jdbc.sql("insert into stock_outs (cabinet_id, store_id, since, until) values (:cabinet, :store, cast(:since as timestamptz), cast(:until as timestamptz))")
            .param("cabinet", cabinetId).param("store", store).param("since", ago(since)).param("until", until < 0 ? null : ago(until)).update();
    }

    public void doubt(String taskId, int secondsAgo, String resolution) {
        jdbc.sql("""
            insert into ambiguities (task_id, call, about, tries, since, resolution, resolved_at)
            values (:task, 'cargo claims/create', '{}', 1, cast(:at as timestamptz), cast(:resolution as text), case when cast(:resolution as text) is not null then now() end)
            """).param("task", taskId).param("at", ago(secondsAgo)).param("resolution", resolution).update();
    }

    /** The moment so many seconds ago, as text. */
    public String ago(int seconds) {
        return now.minusSeconds(seconds).toString();
    }
}
