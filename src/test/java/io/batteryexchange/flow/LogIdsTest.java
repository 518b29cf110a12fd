package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Rows;
import io.batteryexchange.support.BundleEnvironment;
import io.batteryexchange.support.JsonLog;
import io.batteryexchange.support.SecretSearch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.Environment;

/** Lines of the log tell whom they are about, and nobody else. */
class LogIdsTest extends FlowTest {

    private static final String OPEN = "/taximeter/screens/v1/battery_exchange/open?cargo_ref_id=";

    @Autowired
    private Environment environment;
    @Autowired
    private ServletWebServerApplicationContext application;

    private JsonLog log;

    @BeforeEach
    void write() {
        log = JsonLog.with(environment);
    }

    @AfterEach
    void stopWriting() {
        log.close();
    }

    @Test
    void aCouriersCallTellsItsTaskItsClaimAndWhoCalled() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        stub.on(CabinetsStub.OPEN, request -> new Answer(400, "{\"code\":\"" + request.header("authorization") + "\",\"message\":\"no\"}", Map.of(), Duration.ZERO, false));

        courier().post(OPEN + "claim-1");

        assertThat(stub.received(CabinetsStub.OPEN)).isNotEmpty();
        assertThat(fromRoutes()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("task_id").asText()).isEqualTo(task);
            assertThat(line.path("claim_id").asText()).isEqualTo("claim-1");
            assertThat(line.path("performer_id").asText()).isEqualTo(Rows.COURIER);
            assertThat(line.path("caller").asText()).isEqualTo(Rows.COURIER);
        });
        assertThat(new SecretSearch(BundleEnvironment.of(stub.url(), "")).in("the log", String.join("", log.lines()))).isEmpty();
    }

    @Test
    void aClaimThatNobodyKnowsIsNamedAsItWasAskedFor() {
        courier("courier-9").post(OPEN + "claim-of-nobody");

        assertThat(fromRoutes()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("claim_id").asText()).isEqualTo("claim-of-nobody");
            assertThat(line.path("caller").asText()).isEqualTo("courier-9");
            assertThat(line.has("task_id")).isFalse();
        });
    }

    @Test
    void theFirstLineOfATaskTellsIt() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        fleet.lists("battery_low", List.of("scooter-1"));

        bundle.pollCarList();

        assertThat(fromRoutes()).filteredOn(line -> line.path("logger_name").asText().equals("discover-scooter")).singleElement()
            .satisfies(line -> assertThat(line.path("message").asText()).startsWith("task " + line.path("task_id").asText() + ":"));
    }

    /** Workers take task after task, side by side. */
    @Test
    void aWorkersLineTellsTheTaskInHand() {
        stub.on(FleetStub.DETAILS, request -> Answer.error(404, "no"));
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tasks.add(rows.task("new", "car_id", "scooter-" + i));
        }

        bundle.work();

        List<JsonNode> told = fromRoutes().stream().filter(line -> line.path("message").asText().startsWith("task ")).toList();
        assertThat(told).extracting(line -> line.path("task_id").asText()).containsAll(tasks);
        assertThat(told).allSatisfy(line -> {
            assertThat(line.path("message").asText()).startsWith("task " + line.path("task_id").asText() + ":");
            assertThat(line.has("caller")).isFalse();
        });
    }

    @Test
    void noThreadKeepsTheIdsOfACall() throws Exception {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        for (int i = 0; i < 4; i++) {
            courier().post(OPEN + "claim-1");
        }
        bundle.work();

        ThreadPoolExecutor apiThreads = (ThreadPoolExecutor) ((TomcatWebServer) application.getWebServer()).getTomcat().getConnector().getProtocolHandler().getExecutor();
        int threads = apiThreads.getPoolSize();
        assertThat(threads).isPositive();
        CyclicBarrier allAtOnce = new CyclicBarrier(threads);
        List<CompletableFuture<Map<String, String>>> kept = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            CompletableFuture<Map<String, String>> ids = new CompletableFuture<>();
            kept.add(ids);
            apiThreads.execute(() -> {
                try {
                    allAtOnce.await(20, TimeUnit.SECONDS);
                    ids.complete(MDC.getCopyOfContextMap());
                } catch (Exception e) {
                    ids.completeExceptionally(e);
                }
            });
        }
        for (CompletableFuture<Map<String, String>> each : kept) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isNullOrEmpty();
        }
        assertThat(MDC.getCopyOfContextMap()).as("the thread that called the worker's route").isNullOrEmpty();
    }

    /** Routes log under their ids, beans under their classes. */
    private List<JsonNode> fromRoutes() {
        return log.documents().stream().filter(line -> bundle.camel().getRoute(line.path("logger_name").asText()) != null).toList();
    }
}
