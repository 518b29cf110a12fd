package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import io.batteryexchange.courier.StrayAttempts;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.NoDatabase;
import io.batteryexchange.flow.support.Scrape;
import io.batteryexchange.prometheus.Expressions;
import io.batteryexchange.prometheus.PromQl;
import io.batteryexchange.reconciliation.Repairs;
import io.batteryexchange.scooter.SensorWatch;
import io.batteryexchange.support.TestExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.spi.EventNotifier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is watched: the table of {@code config/prometheus/README.md}, rules and dashboard, and what the service exposes. */
class FlowMetricsTest extends FlowTest {

    /** As the table has it. */
    private record Row(String type, String tags) {
    }

    /** Labels of the scraper. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");
    private static final Path TABLE = Path.of("config/prometheus/README.md");

    @Autowired
    private StrayAttempts strayAttempts;
    @Autowired
    private SensorWatch sensorWatch;
    @Autowired
    private Repairs repairs;
    @Autowired
    private HikariDataSource database;

    @Test
    void theTableTellsEveryMetricThatThereIsAndNoOther() throws Exception {
        everythingHappened();

        Scrape scrape = scrape();

        Map<String, Row> exposed = new TreeMap<>();
        scrape.types().forEach((name, type) -> {
            if (name.startsWith("battery_exchange_")) {
                exposed.put(name, new Row(type, String.join(" ", scrape.labels(name))));
            }
        });
        assertThat(exposed).isEqualTo(table());
    }

    /** Names, labels and values of labels; that they parse: PrometheusRulesTest. */
    @Test
    void whateverTheRulesAndTheDashboardAskForIsThere() throws Exception {
        everythingHappened();
        courier().get("/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1");

        Scrape scrape = scrape();

        Expressions.all().forEach((where, expression) -> {
            PromQl asked = PromQl.read(expression);
            Set<String> labels = new TreeSet<>(OF_PROMETHEUS);
            for (PromQl.Selector selector : asked.selectors()) {
                List<Scrape.Series> found = scrape.series().stream().filter(series -> selector.selects(series.name(), series.labels(), OF_PROMETHEUS)).toList();
                assertThat(found.isEmpty() && !selector.metric().equals("up")).as("%s: nothing is like %s", where, selector).isFalse();
                found.forEach(series -> labels.addAll(series.labels().keySet()));
            }
            assertThat(labels).as("%s groups by what is there", where).containsAll(asked.grouping());
        });
    }

    @Test
    void everyFilterOfEveryRequestIsMeasured() throws Exception {
        courier().get("/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1");

        assertThat(scrape().types().keySet()).anyMatch(name -> name.startsWith("http_server_requests")).noneMatch(name -> name.startsWith("spring_security"));
    }

    @Test
    void oneReadingTellsHowTheWorkStands() throws Exception {
        rows.taskWithClaim("at_cabinet");
        rows.event("claim-1", "pickup_arrived", 7);
        rows.opening("claim-1", "c-7/3", "courier-5");
        rows.update("cell_openings set opened_at = now()", Map.of());
        rows.task("attention", "car_id", "scooter-2", "due_at", null);
        rows.update("tasks set created_at = now() - interval '1 hour' where car_id = 'scooter-2'", Map.of());
        rows.update("pollers set last_ok_at = now() - interval '5 minutes' where name = 'claims-journal'", Map.of());
        rows.manualMode("grocery:123");
        rows.stock("c-7", "grocery:123", 3);
        bundle.breaker("cargo").transitionToForcedOpenState();

        bundle.readMetrics();

        Scrape scrape = scrape();
        assertThat(scrape.value("battery_exchange_tasks_open", "state", "at_cabinet")).isEqualTo(1);
        assertThat(scrape.value("battery_exchange_tasks_open", "state", "attention")).isEqualTo(1);
        assertThat(scrape.value("battery_exchange_tasks_open", "state", "booked")).isZero();
        assertThat(scrape.value("battery_exchange_task_oldest_age_seconds", "state", "attention")).isBetween(3600.0, 3700.0);
        assertThat(scrape.value("battery_exchange_tasks_due")).isEqualTo(1);
        assertThat(scrape.value("battery_exchange_events_to_handle")).isEqualTo(1);
        assertThat(scrape.value("battery_exchange_poller_lag_seconds", "poller", "claims-journal")).isBetween(300.0, 400.0);
        assertThat(scrape.value("battery_exchange_cells_open")).isEqualTo(1);
        assertThat(scrape.value("battery_exchange_manual_mode_scopes")).isEqualTo(1);
        assertThat(scrape.value("battery_exchange_stock_available", "cabinet_id", "c-7", "store_id", "grocery:123")).isEqualTo(3);
        assertThat(scrape.value("battery_exchange_breaker_state", "partner", "cargo", "state", "open")).isEqualTo(1);
        assertThat(scrape.value("battery_exchange_breaker_state", "partner", "cargo", "state", "closed")).isZero();
    }

    @Test
    void whatIsGoneIsShownNoMore() throws Exception {
        rows.task("waiting");
        rows.stock("c-7", "grocery:123", 3);
        bundle.readMetrics();
        rows.clear();

        bundle.readMetrics();

        Scrape scrape = scrape();
        assertThat(scrape.value("battery_exchange_tasks_open", "state", "waiting")).isZero();
        assertThat(scrape.series()).noneMatch(series -> series.name().equals("battery_exchange_stock_available"));
    }

    @Test
    void whileTheDatabaseIsAwayTheLastNumbersStayAndTheirAgeGrows() throws Exception {
        rows.task("parked", "due_at", null);
        bundle.readMetrics();
        double before = scrape().value("battery_exchange_reading_age_seconds");

        try (NoDatabase away = NoDatabase.from(database)) {
            bundle.readMetrics();
            Scrape scrape = scrape();
            assertThat(scrape.value("battery_exchange_tasks_open", "state", "parked")).isEqualTo(1);
            assertThat(scrape.value("battery_exchange_reading_age_seconds")).isGreaterThan(before);
        }
        bundle.readMetrics();

        assertThat(scrape().value("battery_exchange_reading_age_seconds")).isLessThan(5);
    }

    @Test
    void aSwapThatIsDoneIsMeasuredOnceInAllItsStages() throws Exception {
        Scrape before = scrape();
        String task = aSwap();

        Scrape after = scrape();

        assertThat(rows.taskRow(task)).containsEntry("state", "done");
        assertThat(after.value("battery_exchange_tasks_ended_total", "outcome", "swapped") - before.value("battery_exchange_tasks_ended_total", "outcome", "swapped")).isEqualTo(1);
        for (String stage : List.of("ordered", "courier_found", "at_cabinet", "picked_up", "at_scooter", "swapped", "returned", "total")) {
            assertThat(after.value("battery_exchange_stage_seconds_count", "stage", stage) - before.value("battery_exchange_stage_seconds_count", "stage", stage)).as(stage).isEqualTo(1);
        }
        double ordered = after.value("battery_exchange_stage_seconds_sum", "stage", "ordered") - before.value("battery_exchange_stage_seconds_sum", "stage", "ordered");
        assertThat(ordered).as("from the task to its claim, see Rows").isEqualTo(10, within(0.01));
    }

    @Test
    void aTaskThatEndsWithoutASwapIsCountedByItsOutcome() throws Exception {
        Scrape before = scrape();
        fleet.scooter("scooter-1", "recharge_processing/tag-processing");
        String task = rows.task("new", "processing_tag_id", "tag-processing");

        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("outcome", "not_needed");
        assertThat(scrape().value("battery_exchange_tasks_ended_total", "outcome", "not_needed") - before.value("battery_exchange_tasks_ended_total", "outcome", "not_needed")).isEqualTo(1);
    }

    @Test
    void callsOfOurApisAreToldByTheirOperation() throws Exception {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        operator().get("/operator/v1/tasks/" + task);
        courier().get("/taximeter/v1/nothing");

        Scrape scrape = scrape();

        assertThat(scrape.series()).filteredOn(series -> series.name().equals("http_server_requests_seconds_count")).extracting(series -> series.labels().get("uri"))
            .contains("/operator/v1/tasks/{task_id}").noneMatch(uri -> uri.contains(task) || uri.contains("nothing"));
    }

    @Test
    void nobodyIsToldOfEachExchange() {
        assertThat(bundle.camel().getManagementStrategy().getEventNotifiers()).as("what comes newly has to be looked at").hasSize(2).allMatch(EventNotifier::isIgnoreExchangeEvents);
        assertThat(bundle.camel().getCamelContextExtension().isEventNotificationApplicable()).isFalse();
    }

    @Test
    void camelsOwnMetricsStayFew() throws Exception {
        aSwap();

        Scrape scrape = scrape();

        List<Scrape.Series> camel = scrape.series().stream().filter(series -> series.name().startsWith("camel_")).toList();
        assertThat(camel).as("routes are told").anyMatch(series -> "work-task".equals(series.labels().get("routeId")));
        assertThat(camel).as("steps and endpoints are not").noneMatch(series -> series.labels().containsKey("nodeId") || series.labels().containsKey("endpointName"));
        assertThat(camel.size()).as("series of Camel on one node").isLessThan(12 * bundle.camel().getRoutes().size());
    }

    /** Whatever appears with its first event has had one, and there is a row behind every gauge. */
    private void everythingHappened() throws Exception {
        rows.stock("c-7", "grocery:123", 3);
        rows.update("pollers set last_ok_at = now()", Map.of());
        bundle.readMetrics();
        strayAttempts.count("claim_not_found");
        sensorWatch.changed("set");
        Exchange round = TestExchange.with();
        repairs.begin(round);
        repairs.made("booking released", round);
        fleet.scooter("scooter-1", "battery_low/tag-1");
        cabinets.cabinet("c-7", "grocery:123", 1);
        stub.on(CargoStub.CREATE, request -> Answer.error(500, "oops"));
        rows.task("new");
        bundle.work();
    }

    private String aSwap() {
        fleet.scooter("scooter-1", "battery_low/tag-1", "recharge_processing/tag-processing");
        String task = rows.taskWithClaim("claim_created");
        step(task, "performer_found", 6, "pending", "pending", "pending");
        step(task, "pickup_arrived", 7, "arrived", "pending", "pending");
        step(task, "pickuped", 8, "visited", "pending", "pending");
        step(task, "delivery_arrived", 9, "visited", "arrived", "pending");
        step(task, "pickuped", 10, "visited", "visited", "pending");
        step(task, "delivered_finish", 13, "visited", "visited", "visited");
        return task;
    }

    private void step(String task, String status, long revision, String a, String b, String c) {
        happens(ClaimDocument.of("claim-1", task).status(status, revision).performer("courier-5").visits(a, b, c));
    }

    private Scrape scrape() throws Exception {
        return Scrape.of(port, tokens.of("prometheus", "operator"));
    }

    private static Map<String, Row> table() throws IOException {
        Map<String, Row> table = new TreeMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.startsWith("| `battery_exchange_")) {
                String[] cells = line.split("\\|");
                List<String> tags = new ArrayList<>();
                for (String tag : cells[4].trim().split(" ")) {
                    if (!tag.isEmpty()) {
                        tags.add(tag.replace("`", ""));
                    }
                }
                assertThat(cells[5].trim()).as("meaning of %s", cells[1]).isNotEmpty();
                table.put(cells[1].trim().replace("`", ""), new Row(cells[2].trim().replace(" *", ""), String.join(" ", new TreeSet<>(tags))));
            }
        }
        return table;
    }
}
