package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.audit.VerifyAudit;
import io.batteryexchange.timeline.TimelineEntries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Saves of workers and calls of couriers about one task at once: none waits for another for ever, and the timeline's chain holds. */
class TimelineChainTest extends FlowTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 50;
    private static final String SAVE_STEP = "direct:save-step";
    /** Whoever has the lease is one: his saves come one after the other. */
    private static final List<String> OF_THE_WORKER = List.of(SAVE_STEP, SAVE_STEP, "save-rebooking", "give-task-back");
    private static final List<String> OF_CALLERS = List.of("name-performer", "save-slider", "report-scooter", "intend-opening", "save-opening", "report-cell", "enter-timeline");

    @Autowired
    private ProducerTemplate send;
    @Autowired
    private TimelineEntries timeline;
    @Autowired
    private Environment settings;

    @Test
    void savesAndCallsAboutOneTaskDoNotDeadlock() throws Exception {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        Map<String, Object> variables = new HashMap<>(Map.of("task_id", task, "lease_no", 0, "claim_id", "claim-1", "claim_status", "pickup_arrived", "cabinet_id", "c-7", "book_id", "book-1",
            "state", "at_cabinet", "point", "a", "slider_outcome", "ok", "cell_id", "cell-1"));
        variables.putAll(Map.of("claim_revision", 2, "a_closed", false, "b_closed", false, "c_closed", false, "performer_no", 1, "events", List.of(), "cargo_ref_id", "claim-1",
            "opening_id", 1, "cell_opened", true));
        variables.putAll(Map.of("caller", "courier-5", "read_at", "2026-01-05T10:00:00Z", "report", "vehicle_not_found"));

        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(thread);
            List<String> statements = thread == 0 ? OF_THE_WORKER : OF_CALLERS;
            work.add(() -> {
                int entered = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    Map<String, Object> mine = new HashMap<>(variables);
                    mine.put("named_performer", "courier-" + random.nextInt(1000));
                    entered += run(statements.get(random.nextInt(statements.size())), mine) ? 2 : 0;
                }
                return entered;
            });
        }
        long entered = 0;
        for (Future<Integer> done : pool.invokeAll(work)) {
            entered += done.get();
        }
        pool.shutdown();

        assertThat(entered).as("an opening whose courier was replaced meanwhile enters nothing").isBetween(THREADS * ROUNDS * 3L / 2, THREADS * ROUNDS * 2L);
        assertThat(rows.count("timeline")).isEqualTo(entered);
        assertThat(rows.value("last_no from timeline_heads")).isEqualTo(entered);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(verify(out)).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(VerifyAudit.INTACT);
    }

    /** The statement or the route, with two entries for the timeline; whether it applied. */
    private boolean run(String statement, Map<String, Object> variables) throws IOException {
        Exchange done = send.send(statement.equals(SAVE_STEP) ? SAVE_STEP : endpoint(statement), exchange -> {
            variables.forEach(exchange::setVariable);
            timeline.decision(statement, "cell_id", exchange);
            timeline.courierAction(statement, "ok", "cell_id", exchange);
        });
        if (done.getException() != null) {
            throw new AssertionError(statement, done.getException());
        }
        return done.getMessage().getBody() != null;
    }

    private static String endpoint(String statement) throws IOException {
        String file = "routes/sql/" + statement + ".sql";
        long parameters = Pattern.compile(":#").matcher(Files.readString(Path.of(file))).results().count();
        return "sql:file:" + file + "?outputType=SelectOne&parametersCount=" + parameters;
    }

    private int verify(ByteArrayOutputStream out) {
        String[] database = {"--spring.datasource.url=" + settings.getProperty("spring.datasource.url"), "--spring.datasource.username=postgres",
            "--spring.datasource.password=" + settings.getProperty("spring.datasource.password")};
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return VerifyAudit.run(database, print, print);
    }
}
