package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the figures count, and what they must not: each value is known beforehand. */
class FiguresTest extends FlowTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private JdbcClient jdbc;

    private Instant now;
    private int tasks;

    @BeforeEach
    void now() {
        now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        tasks = 0;
    }

    @Test
    void withoutASwapAllIsZeroAndNothingIsMissing() throws Exception {
        JsonNode figures = figures("24", null);

        assertThat(line(figures, "swaps", "swaps", "first_try")).containsExactly("all 0 0");
        assertThat(figures.path("swaps_by_time")).hasSizeBetween(24, 25).allMatch(at -> at.path("swaps").asInt() == 0);
        assertThat(figures.path("stages")).isEmpty();
        assertThat(figures.path("replans")).isEmpty();
        assertThat(line(figures, "cells", "broken", "reports", "doors")).containsExactly("all 0 0 0");
        assertThat(line(figures, "stock_outs", "stock_outs", "longest_s", "now")).containsExactly("all 0 0 0");
        assertThat(figures.path("ambiguities")).isEmpty();
    }

    @Test
    void oneSwapHasEachOfItsTimes() throws Exception {
        swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);

        JsonNode figures = figures("24", null);

        assertThat(line(figures, "swaps", "swaps", "first_try")).containsExactly("all 1 1", "grocery:123 1 1");
        assertThat(line(figures, "stages", "stage", "swaps", "p50", "p95")).startsWith(
            "all ordered 1 100 100", "all courier_found 1 200 200", "all at_cabinet 1 300 300", "all picked_up 1 100 100", "all at_scooter 1 600 600",
            "all swapped 1 500 500", "all returned 1 600 600", "all total 1 2400 2400").hasSize(16);
        assertThat(swapsAt(figures, "all")).containsEntry(hour(3600), 1).containsEntry(hour(7200), 0);
    }

    @Test
    void inModePTheSecondPickuppedIsNoPickupAndInModeDTheSecondArrivalNoScooter() throws Exception {
        String p = swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);
        event(p, "pickuped", 4200);
        event(p, "delivery_arrived", 3700);
        String d = swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);
        event(d, "delivered", 4200);
        event(d, "delivery_arrived", 3700);
        event(d, "performer_found", 5600);

        assertThat(line(figures("24", null), "stages", "stage", "swaps", "p50", "p95")).startsWith(
            "all ordered 2 100 100", "all courier_found 2 200 200", "all at_cabinet 2 300 300", "all picked_up 2 100 100", "all at_scooter 2 600 600",
            "all swapped 2 500 500", "all returned 2 600 600", "all total 2 2400 2400");
    }

    @Test
    void aSwapThatBeganBeforeTheWindowCountsWholeAndOneThatEndedBeforeItNot() throws Exception {
        swap("grocery:123", 2, 9000, 5900, 5700, 5400, 5300, 4700, 4200, 3500);
        swap("grocery:123", 1, 9000, 8900, 8700, 8400, 8300, 7700, 7300, 7201);

        JsonNode figures = figures("2", null);

        assertThat(line(figures, "swaps", "swaps", "first_try")).containsExactly("all 1 0", "grocery:123 1 0");
        assertThat(line(figures, "stages", "stage", "swaps", "p50")).contains("all total 1 5500", "all ordered 1 3100");
    }

    @Test
    void quantilesAreOfEachStoreAndOfAll() throws Exception {
        for (int total : new int[] {100, 200, 300}) {
            swap("grocery:123", 1, 1000 + total, 1000 + total, 1000, 1000, 1000, 1000, 1000, 1000);
        }
        swap("garage:321", 3, 2000, 2000, 1000, 1000, 1000, 1000, 1000, 1000);

        JsonNode figures = figures("24", null);

        assertThat(line(figures, "swaps", "swaps", "first_try")).containsExactly("all 4 3", "garage:321 1 0", "grocery:123 3 3");
        assertThat(line(figures, "stages", "stage", "swaps", "p50", "p95")).contains("all total 4 250 895", "garage:321 total 1 1000 1000", "grocery:123 total 3 200 290");
    }

    @Test
    void aSwapThatOnlyItsEndClosedHasNoTimeOfTheSwapItself() throws Exception {
        swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 3600, 3600);

        assertThat(line(figures("24", null), "stages", "stage")).contains("all at_scooter", "all total").doesNotContain("all swapped", "all returned");
    }

    @Test
    void whatEndedWithoutASwapOrIsUnderWayIsNoSwap() throws Exception {
        rows.update("tasks set outcome = 'abandoned' where task_id = :task", Map.of("task", swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600)));
        rows.update("tasks set state = 'cancelled', outcome = 'cancelled' where task_id = :task", Map.of("task", swap("grocery:123", 1, 600, 590, 570, 540, 530, 470, 420, 360)));
        rows.bookedTask("booked");

        assertThat(line(figures("24", null), "swaps", "swaps")).containsExactly("all 0");
    }

    @Test
    void oneStoreIsAsIfThereWereNoOther() throws Exception {
        swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);
        swap("garage:321", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);
        stockOut("c-1", "grocery:123", 500, 100);
        stockOut("c-2", "garage:321", 900, -1);

        JsonNode figures = figures("24", "grocery:123");

        assertThat(line(figures, "swaps", "swaps")).containsExactly("all 1", "grocery:123 1");
        assertThat(line(figures, "stock_outs", "stock_outs", "longest_s", "now")).containsExactly("all 1 400 0", "grocery:123 1 400 0");
        assertThat(line(figures, "stages", "stage")).hasSize(16);
        assertThat(figures.path("store").asText()).isEqualTo("grocery:123");
    }

    @Test
    void moreThanThreeDaysAreToldByDay() throws Exception {
        swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);

        JsonNode figures = figures("96", null);

        assertThat(figures.path("step").asText()).isEqualTo("day");
        assertThat(swapsAt(figures, "all")).hasSize(5).containsEntry(hour(3600).substring(0, 10) + "T00:00", 1);
        assertThat(swapsAt(figures, "grocery:123")).hasSize(1);
        assertThat(figures("72", null).path("step").asText()).isEqualTo("hour");
    }

    @Test
    void replansAreCountedByReasonWhereTheAttemptWas() throws Exception {
        String task = rows.task("booked", "attempt", 4);
        chosen(task, "grocery:123", 900);
        replanned(task, 1, "no courier was found", 800);
        chosen(task, "garage:321", 700);
        replanned(task, 2, "the claim is cancelled_by_taxi", 600);
        replanned(task, 3, "no cabinet: 3 rejected (nearest: c-4 0 available)", 500);
        String done = swap("garage:321", 2, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);
        chosen(done, "garage:321", 5950);
        replanned(done, 1, "no courier was found", 5800);

        JsonNode figures = figures("24", null);

        assertThat(line(figures, "replans", "reason", "replans")).containsExactly("all no_courier 2", "all claim_cancelled 1", "all no_cabinet 1",
            "garage:321 claim_cancelled 1", "garage:321 no_courier 1", "grocery:123 no_courier 1", "none no_cabinet 1");
        assertThat(line(figures("24", "garage:321"), "replans", "reason", "replans")).containsExactly("all claim_cancelled 1", "all no_courier 1",
            "garage:321 claim_cancelled 1", "garage:321 no_courier 1");
    }

    @Test
    void waitingForManualModeWithoutABookingIsNoReplanNorIsWhatWasBeforeTheWindow() throws Exception {
        String waits = rows.task("waiting", "attempt", 1);
        replanned(waits, 1, "no cabinet: manual mode", 800);
        String old = rows.task("booked", "attempt", 3, "car_id", "scooter-2");
        replanned(old, 1, "the claim failed", 7300);
        replanned(old, 2, "no cabinet: manual mode", 900);
        replanned(old, 2, "manual mode", 800);

        assertThat(line(figures("2", null), "replans", "reason", "replans")).containsExactly("all manual_mode 1", "none manual_mode 1");
    }

    /** A new reason must get its group, or it would be 'other' for ever. */
    @Test
    void eachReasonOfTheRoutesHasItsGroup() throws Exception {
        int attempt = 0;
        String task = rows.task("waiting", "attempt", 1000);
        for (String reason : reasonsOfTheRoutes()) {
            replanned(task, ++attempt, reason, 100);
        }
        assertThat(attempt).as("reasons found").isGreaterThan(10);

        assertThat(line(figures("24", null), "replans", "reason")).doesNotContain("all other").hasSizeGreaterThan(10);
    }

    @Test
    void brokenCellsAreCountedOnceWhoeverReportsThem() throws Exception {
        rows.taskWithClaimOf("claim-1", "at_cabinet");
        rows.taskWithClaimOf("claim-2", "at_cabinet", "car_id", "scooter-2");
        rows.taskWithClaimOf("claim-3", "at_cabinet", "car_id", "scooter-3");
        rows.update("claims set store_id = 'garage:321' where claim_id = 'claim-3'", Map.of());
        report("claim-1", "c-7/1", 60);
        report("claim-2", "c-7/1", 50);
        report("claim-3", "c-9/1", 40);
        report("claim-3", "c-9/2", 90_000);
        door("claim-1", "c-7/4", 60, 2, false);
        door("claim-2", "c-7/4", 60, 0, true);
        door("claim-3", "c-9/5", 60, 0, false);

        assertThat(line(figures("24", null), "cells", "broken", "reports", "doors")).containsExactly("all 2 3 2", "garage:321 1 1 0", "grocery:123 1 2 2");
    }

    @Test
    void stockOutsOfTheWindowAreThoseThatReachIntoIt() throws Exception {
        stockOut("c-1", "grocery:123", 20_000, 10_000);
        stockOut("c-1", "grocery:123", 9_000, 7_000);
        stockOut("c-1", "grocery:123", 5_000, 4_000);
        stockOut("c-2", "grocery:123", 8_000, -1);
        stockOut("c-3", "garage:321", 300, 100);

        JsonNode figures = figures("2", null);

        assertThat(line(figures, "stock_outs", "stock_outs", "now")).containsExactly("all 4 1", "garage:321 1 0", "grocery:123 3 1");
        assertThat(figures.path("stock_outs").get(0).path("longest_s").asInt()).isBetween(8_000, 8_060);
        assertThat(figures.path("stock_outs").get(1).path("longest_s").asInt()).isEqualTo(200);
    }

    @Test
    void ambiguitiesAreCountedByTheirResolutionAndOpenOnesHoweverOld() throws Exception {
        String task = rows.bookedTask("booked");
        doubt(task, 100, null);
        doubt(task, 200_000, null);
        doubt(task, 100, "found done");
        doubt(task, 200_000, "found done");
        doubt(null, 100, "repeated with token");

        assertThat(line(figures("24", null), "ambiguities", "resolution", "ambiguities")).containsExactly(
            "all found done 1", "all open 2", "all repeated with token 1", "grocery:123 found done 1", "grocery:123 open 2", "none repeated with token 1");
        assertThat(line(figures("24", "grocery:123"), "ambiguities", "resolution", "ambiguities")).startsWith("all found done 1", "all open 2").hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"hours,0", "hours,745", "hours,-1", "hours,1.5", "hours,24h", "hours,9999999999", "store,a b", "store,'; drop table tasks'"})
    void aWindowThatIsNoneIsRefused(String name, String value) throws Exception {
        Exchange answer = send(Map.of(name, value));

        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(400);
        assertThat(JSON.readTree(answer.getMessage().getBody(String.class)).path("message").asText()).contains(name);
    }

    @Test
    void theDefaultIsADayOfAllStores() throws Exception {
        JsonNode figures = JSON.readTree(send(Map.of()).getMessage().getBody(String.class));

        assertThat(figures.path("hours").asInt()).isEqualTo(24);
        assertThat(figures.path("store").isNull()).isTrue();
        assertThat(Instant.parse(figures.path("until").asText().replace("+00:00", "Z"))).isBetween(now.minusSeconds(60), now.plusSeconds(60));
    }

    private Exchange send(Map<String, Object> headers) {
        return bundle.camel().createProducerTemplate().send("direct:show-figures", exchange -> exchange.getMessage().setHeaders(new HashMap<>(headers)));
    }

    private JsonNode figures(String hours, String store) throws JsonProcessingException {
        Exchange answer = send(store == null ? Map.of("hours", hours) : Map.of("hours", hours, "store", store));
        assertThat(answer.getMessage().getHeader("Content-Type")).isEqualTo("application/json; charset=utf-8");
        return JSON.readTree(answer.getMessage().getBody(String.class));
    }

    /** The rows of a figure as text: store and the named fields. */
    private static List<String> line(JsonNode figures, String figure, String... fields) {
        return StreamSupport.stream(figures.path(figure).spliterator(), false)
            .map(row -> row.path("store_id").asText() + " " + String.join(" ", Stream.of(fields).map(field -> row.path(field).asText()).toList()))
            .toList();
    }

    private static Map<String, Integer> swapsAt(JsonNode figures, String storeId) {
        Map<String, Integer> swaps = new TreeMap<>();
        figures.path("swaps_by_time").forEach(row -> {
            if (row.path("store_id").asText().equals(storeId)) {
                swaps.put(row.path("at").asText(), row.path("swaps").asInt());
            }
        });
        return swaps;
    }

    private String hour(int secondsAgo) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:00").withZone(ZoneId.of("Europe/Moscow")).format(now.minusSeconds(secondsAgo));
    }

    /** A swap by when, in seconds ago: low, ordered, courier found, at the cabinet, picked up, at the scooter, swapped, done. Returns its task. */
    private String swap(String store, int attempt, int low, int ordered, int found, int atCabinet, int pickedUp, int atScooter, int swapped, int done) {
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

    private void event(String taskId, String status, int secondsAgo) {
        String claimId = (String) rows.taskRow(taskId).get("claim_id");
        rows.event(claimId, status, 9);
        rows.update("claim_events set received_at = cast(:at as timestamptz), handled_at = now() where operation_id = (select max(operation_id) from claim_events)", Map.of("at", ago(secondsAgo)));
        rows.update("tasks set events_pending = 0 where task_id = :task", Map.of("task", taskId));
    }

    private void chosen(String taskId, String store, int secondsAgo) {
        decision(taskId, "cabinet chosen", "ok", "{\"store_id\": \"" + store + "\"}", secondsAgo);
    }

    private void replanned(String taskId, int attempt, String reason, int secondsAgo) {
        decision(taskId, "replanned", "failed", "{\"attempt\": " + attempt + ", \"replan_reason\": \"" + reason + "\"}", secondsAgo);
    }

    private void decision(String taskId, String name, String outcome, String detail, int secondsAgo) {
        jdbc.sql("insert into timeline (task_id, at, kind, name, outcome, detail) values (:task, cast(:at as timestamptz), 'decision', :name, :outcome, cast(:detail as jsonb))")
            .param("task", taskId).param("at", ago(secondsAgo)).param("name", name).param("outcome", outcome).param("detail", detail).update();
    }

    private void report(String claimId, String cellId, int secondsAgo) {
        jdbc.sql("insert into reported_cells (claim_id, cell_id, reported_at) values (:claim, :cell, cast(:at as timestamptz))")
            .param("claim", claimId).param("cell", cellId).param("at", ago(secondsAgo)).update();
    }

    private void door(String claimId, String cellId, int secondsAgo, int timeouts, boolean refused) {
        jdbc.sql("insert into cell_openings (claim_id, cell_id, opened_by, asked_at, timeouts, refused) values (:claim, :cell, 'courier-5', cast(:at as timestamptz), :timeouts, :refused)")
            .param("claim", claimId).param("cell", cellId).param("at", ago(secondsAgo)).param("timeouts", timeouts).param("refused", refused).update();
    }

    /** @param until seconds ago; below 0: it lasts */
    private void stockOut(String cabinetId, String store, int since, int until) {
        jdbc.sql("insert into stock_outs (cabinet_id, store_id, since, until) values (:cabinet, :store, cast(:since as timestamptz), cast(:until as timestamptz))")
            .param("cabinet", cabinetId).param("store", store).param("since", ago(since)).param("until", until < 0 ? null : ago(until)).update();
    }

    private void doubt(String taskId, int secondsAgo, String resolution) {
        jdbc.sql("""
            insert into ambiguities (task_id, call, about, tries, since, resolution, resolved_at)
            values (:task, 'cargo claims/create', '{}', 1, cast(:at as timestamptz), cast(:resolution as text), case when cast(:resolution as text) is not null then now() end)
            """).param("task", taskId).param("at", ago(secondsAgo)).param("resolution", resolution).update();
    }

    private String ago(int seconds) {
        return now.minusSeconds(seconds).toString();
    }

    /** The sentences that the routes give as replan_reason; what stands in them for a value is x. */
    private static List<String> reasonsOfTheRoutes() throws Exception {
        Pattern reason = Pattern.compile("name: replan_reason\\s+expression:\\s+(?:constant|simple):\\s+expression: \"?([^\"\\n]+)");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml")).flatMap(file -> {
                try {
                    return reason.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList().stream();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).map(sentence -> sentence.replace("${variable.why_no_cabinet}", "no cabinet: 1 rejected").replaceAll("\\$\\{[^}]*}", "x")).distinct().toList();
        }
    }
}
