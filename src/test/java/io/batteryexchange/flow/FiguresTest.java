package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Past;
import io.batteryexchange.flow.support.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the figures count, and what they must not: each value is known beforehand. */
class FiguresTest extends FlowTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource database;

    private Past past;

    @BeforeEach
    void begin() {
        past = new Past(rows, jdbc);
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
        past.swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);

        JsonNode figures = figures("24", null);

        assertThat(line(figures, "swaps", "swaps", "first_try")).containsExactly("all 1 1", "grocery:123 1 1");
        assertThat(line(figures, "stages", "stage", "swaps", "p50", "p95")).startsWith(
            "all ordered 1 100 100", "all courier_found 1 200 200", "all at_cabinet 1 300 300", "all picked_up 1 100 100", "all at_scooter 1 600 600",
            "all swapped 1 500 500", "all returned 1 600 600", "all total 1 2400 2400").hasSize(16);
        assertThat(swapsAt(figures, "all")).containsEntry(hour(3600), 1).containsEntry(hour(7200), 0);
    }

    @Test
    void inModePTheSecondPickuppedIsNoPickupAndInModeDTheSecondArrivalNoScooter() throws Exception {
        String p = past.swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);
        past.event(p, "pickuped", 4200);
        past.event(p, "delivery_arrived", 3700);
        String d = past.swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);
        past.event(d, "delivered", 4200);
        past.event(d, "delivery_arrived", 3700);
        past.event(d, "performer_found", 5600);

        assertThat(line(figures("24", null), "stages", "stage", "swaps", "p50", "p95")).startsWith(
            "all ordered 2 100 100", "all courier_found 2 200 200", "all at_cabinet 2 300 300", "all picked_up 2 100 100", "all at_scooter 2 600 600",
            "all swapped 2 500 500", "all returned 2 600 600", "all total 2 2400 2400");
    }

    /** Mode P ends the swap by a second pickuped, mode D by delivered. */
    @ParameterizedTest
    @ValueSource(strings = {"pickuped", "delivered"})
    void aSwapThatTheRoutesDidHasAllItsTimes(String swapEnds) throws Exception {
        fleet.scooter("scooter-1", "battery_low/tag-1", "recharge_processing/tag-processing");
        String task = rows.taskWithClaim("claim_created");
        String[][] steps = {{"performer_found", "pending", "pending", "pending"}, {"pickup_arrived", "arrived", "pending", "pending"}, {"pickuped", "visited", "pending", "pending"},
            {"delivery_arrived", "visited", "arrived", "pending"}, {swapEnds, "visited", "visited", "pending"}, {"delivery_arrived", "visited", "visited", "arrived"},
            {"delivered_finish", "visited", "visited", "visited"}};
        for (int i = 0; i < steps.length; i++) {
            happens(ClaimDocument.of("claim-1", task).status(steps[i][0], 6 + i).performer(Rows.COURIER).visits(steps[i][1], steps[i][2], steps[i][3]));
        }
        assertThat(rows.taskRow(task)).containsEntry("state", "done");

        assertThat(line(figures("24", null), "stages", "stage", "swaps")).startsWith("all ordered 1", "all courier_found 1", "all at_cabinet 1", "all picked_up 1", "all at_scooter 1",
            "all swapped 1", "all returned 1", "all total 1");
    }

    @Test
    void aReplanThatTheRoutesDidIsCounted() throws Exception {
        String task = rows.taskWithClaim("approved");

        happens(ClaimDocument.of("claim-1", task).status("performer_not_found", 6));

        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2);
        assertThat(line(figures("24", null), "replans", "reason", "replans")).containsExactly("all no_courier 1", "none no_courier 1");
    }

    @Test
    void aSwapThatBeganBeforeTheWindowCountsWholeAndOneThatEndedBeforeItNot() throws Exception {
        past.swap("grocery:123", 2, 9000, 5900, 5700, 5400, 5300, 4700, 4200, 3500);
        past.swap("grocery:123", 1, 9000, 8900, 8700, 8400, 8300, 7700, 7300, 7201);

        JsonNode figures = figures("2", null);

        assertThat(line(figures, "swaps", "swaps", "first_try")).containsExactly("all 1 0", "grocery:123 1 0");
        assertThat(line(figures, "stages", "stage", "swaps", "p50")).contains("all total 1 5500", "all ordered 1 3100");
    }

    @Test
    void quantilesAreOfEachStoreAndOfAll() throws Exception {
        for (int total : new int[] {100, 200, 300}) {
            past.swap("grocery:123", 1, 1000 + total, 1000 + total, 1000, 1000, 1000, 1000, 1000, 1000);
        }
        past.swap("garage:321", 3, 2000, 2000, 1000, 1000, 1000, 1000, 1000, 1000);

        JsonNode figures = figures("24", null);

        assertThat(line(figures, "swaps", "swaps", "first_try")).containsExactly("all 4 3", "garage:321 1 0", "grocery:123 3 3");
        assertThat(line(figures, "stages", "stage", "swaps", "p50", "p95")).contains("all total 4 250 895", "garage:321 total 1 1000 1000", "grocery:123 total 3 200 290");
    }

    @Test
    void aSwapThatOnlyItsEndClosedHasNoTimeOfTheSwapItself() throws Exception {
        past.swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 3600, 3600);

        assertThat(line(figures("24", null), "stages", "stage")).contains("all at_scooter", "all total").doesNotContain("all swapped", "all returned");
    }

    @Test
    void whatEndedWithoutASwapOrIsUnderWayIsNoSwap() throws Exception {
        rows.update("tasks set outcome = 'abandoned' where task_id = :task", Map.of("task", past.swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600)));
        rows.update("tasks set state = 'cancelled', outcome = 'cancelled' where task_id = :task", Map.of("task", past.swap("grocery:123", 1, 600, 590, 570, 540, 530, 470, 420, 360)));
        rows.bookedTask("booked");

        assertThat(line(figures("24", null), "swaps", "swaps")).containsExactly("all 0");
    }

    @Test
    void oneStoreIsAsIfThereWereNoOther() throws Exception {
        past.swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);
        past.swap("garage:321", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);
        past.stockOut("c-1", "grocery:123", 500, 100);
        past.stockOut("c-2", "garage:321", 900, -1);

        JsonNode figures = figures("24", "grocery:123");

        assertThat(line(figures, "swaps", "swaps")).containsExactly("all 1", "grocery:123 1");
        assertThat(line(figures, "stock_outs", "stock_outs", "longest_s", "now")).containsExactly("all 1 400 0", "grocery:123 1 400 0");
        assertThat(line(figures, "stages", "stage")).hasSize(16);
        assertThat(figures.path("store").asText()).isEqualTo("grocery:123");
    }

    @Test
    void moreThanThreeDaysAreToldByDay() throws Exception {
        past.swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);

        JsonNode figures = figures("96", null);

        assertThat(figures.path("step").asText()).isEqualTo("day");
        assertThat(swapsAt(figures, "all")).hasSize(5).containsEntry(hour(3600).substring(0, 10) + "T00:00", 1);
        assertThat(swapsAt(figures, "grocery:123")).hasSize(1);
        assertThat(figures("72", null).path("step").asText()).isEqualTo("hour");
    }

    @Test
    void replansAreCountedByReasonWhereTheAttemptWas() throws Exception {
        String task = rows.task("booked", "attempt", 4);
        past.chosen(task, "grocery:123", 900);
        past.replanned(task, 1, "no courier was found", 800);
        past.chosen(task, "garage:321", 700);
        past.replanned(task, 2, "the claim is cancelled_by_taxi", 600);
        past.replanned(task, 3, "no cabinet: 3 rejected (nearest: c-4 0 available)", 500);
        String done = past.swap("garage:321", 2, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);
        past.chosen(done, "garage:321", 5950);
        past.replanned(done, 1, "no courier was found", 5800);

        JsonNode figures = figures("24", null);

        assertThat(line(figures, "replans", "reason", "replans")).containsExactly("all no_courier 2", "all claim_cancelled 1", "all no_cabinet 1",
            "garage:321 claim_cancelled 1", "garage:321 no_courier 1", "grocery:123 no_courier 1", "none no_cabinet 1");
        assertThat(line(figures("24", "garage:321"), "replans", "reason", "replans")).containsExactly("all claim_cancelled 1", "all no_courier 1",
            "garage:321 claim_cancelled 1", "garage:321 no_courier 1");
    }

    @Test
    void waitingForManualModeWithoutABookingIsNoReplanNorIsWhatWasBeforeTheWindow() throws Exception {
        String waits = rows.task("waiting", "attempt", 1);
        past.replanned(waits, 1, "no cabinet: manual mode", 800);
        String old = rows.task("booked", "attempt", 3, "car_id", "scooter-2");
        past.replanned(old, 1, "the claim failed", 7300);
        past.replanned(old, 2, "no cabinet: manual mode", 900);
        past.replanned(old, 2, "manual mode", 800);

        assertThat(line(figures("2", null), "replans", "reason", "replans")).containsExactly("all manual_mode 1", "none manual_mode 1");
    }

    /** A new reason must get its group, or it would be 'other' for ever. */
    @Test
    void eachReasonOfTheRoutesHasItsGroup() throws Exception {
        int attempt = 0;
        String task = rows.task("waiting", "attempt", 1000);
        for (String reason : reasonsOfTheRoutes()) {
            past.replanned(task, ++attempt, reason, 100);
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
        past.report("claim-1", "c-7/1", 60);
        past.report("claim-2", "c-7/1", 50);
        past.report("claim-3", "c-9/1", 40);
        past.report("claim-3", "c-9/2", 90_000);
        past.door("claim-1", "c-7/4", 60, 2, false);
        past.door("claim-2", "c-7/4", 60, 0, true);
        past.door("claim-3", "c-9/5", 60, 0, false);

        assertThat(line(figures("24", null), "cells", "broken", "reports", "doors")).containsExactly("all 2 3 2", "garage:321 1 1 0", "grocery:123 1 2 2");
    }

    @Test
    void stockOutsOfTheWindowAreThoseThatReachIntoIt() throws Exception {
        past.stockOut("c-1", "grocery:123", 20_000, 10_000);
        past.stockOut("c-1", "grocery:123", 9_000, 7_000);
        past.stockOut("c-1", "grocery:123", 5_000, 4_000);
        past.stockOut("c-2", "grocery:123", 8_000, -1);
        past.stockOut("c-3", "garage:321", 300, 100);

        JsonNode figures = figures("2", null);

        assertThat(line(figures, "stock_outs", "stock_outs", "now")).containsExactly("all 4 1", "garage:321 1 0", "grocery:123 3 1");
        assertThat(figures.path("stock_outs").get(0).path("longest_s").asInt()).isBetween(8_000, 8_060);
        assertThat(figures.path("stock_outs").get(1).path("longest_s").asInt()).isEqualTo(200);
    }

    @Test
    void ambiguitiesAreCountedByTheirResolutionAndOpenOnesHoweverOld() throws Exception {
        String task = rows.bookedTask("booked");
        past.doubt(task, 100, null);
        past.doubt(task, 200_000, null);
        past.doubt(task, 100, "found done");
        past.doubt(task, 200_000, "found done");
        past.doubt(null, 100, "repeated with token");

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
        assertThat(Instant.parse(figures.path("until").asText().replace("+00:00", "Z"))).isBetween(past.now().minusSeconds(60), past.now().plusSeconds(60));
    }

    @Test
    void aReadingThatTakesLongIsGivenUp() throws Exception {
        try (Connection another = database.getConnection()) {
            another.setAutoCommit(false);
            another.createStatement().execute("lock table stock_outs in access exclusive mode");

            Exchange answer = send(Map.of());

            another.rollback();
            another.setAutoCommit(true);
            assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(503);
        }
        assertThat(figures("24", null).path("hours").asInt()).isEqualTo(24);
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
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:00").withZone(ZoneId.of("Europe/Moscow")).format(past.now().minusSeconds(secondsAgo));
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
