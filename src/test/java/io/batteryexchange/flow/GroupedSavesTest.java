package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.batteryexchange.timeline.TimelineEntries;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.processor.PredicateValidationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

/** Saves of several tasks in one statement: each is as it would be alone. */
class GroupedSavesTest extends FlowTest {

    private static final int TASKS = 12;

    @Autowired
    private ProducerTemplate send;
    @Autowired
    private TimelineEntries timeline;

    @Autowired
    private DataSource database;

    private final List<Thread> workers = new CopyOnWriteArrayList<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(TASKS + 1, work -> {
        Thread worker = new Thread(work);
        workers.add(worker);
        return worker;
    });

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void whoseLeaseWasTakenOverIsNotSavedAndTheOthersAre() throws Exception {
        List<String> tasks = tasks();
        rows.overtake(tasks.get(3));
        String before = rows.everythingOf(tasks.get(3));

        List<Exchange> saves = saveAtOnce(tasks, -1);

        assertThat(saves.get(3).getException()).isInstanceOf(PredicateValidationException.class);
        assertThat(rows.everythingOf(tasks.get(3))).isEqualTo(before);
        allAreSavedBut(3, tasks, saves);
    }

    @Test
    void aValueThatTheDatabaseRefusesKeepsNobodyElseFromBeingSaved() throws Exception {
        List<String> tasks = tasks();
        String before = rows.everythingOf(tasks.get(5));

        List<Exchange> saves = saveAtOnce(tasks, 5);

        assertThat(saves.get(5).getException()).isInstanceOf(DataIntegrityViolationException.class).hasMessageContaining("tasks_state_check");
        assertThat(rows.everythingOf(tasks.get(5))).isEqualTo(before);
        allAreSavedBut(5, tasks, saves);
    }

    /** Somebody has a transaction open at the database's own console. */
    @Test
    void aTaskThatSomebodyElseHoldsKeepsNobodyElseFromBeingSaved() throws Exception {
        List<String> tasks = tasks();
        String before = rows.everythingOf(tasks.get(7));
        try (Connection held = holding(tasks.get(7))) {
            List<Exchange> saves = saveAtOnce(tasks, -1);
            held.rollback();

            assertThat(saves.get(7).getException()).hasMessageContaining("lock timeout");
            assertThat(rows.everythingOf(tasks.get(7))).isEqualTo(before);
            allAreSavedBut(7, tasks, saves);
        }
    }

    /**
     * A page locks the tasks of all its events, a group those of all its saves: in another order each, they would wait for each other for ever. Here both have locked what
     * comes before a task in the middle when that is let go.
     */
    @Test
    void aGroupAndAPageOfTheJournalDoNotWaitForEachOther() throws Exception {
        List<String> tasks = tasks();
        List<String> inOrder = tasks.stream().sorted().toList();
        int first = tasks.indexOf(inOrder.get(TASKS - 1));
        List<Future<Exchange>> saves = new ArrayList<>(Collections.nCopies(TASKS, null));
        Future<?> page;
        try (Connection middle = holding(inOrder.get(TASKS / 2))) {
            try (Connection alone = holding(tasks.get(first))) {
                saves.set(first, saving(tasks, first, "to_scooter"));
                await().until(this::waiting, is(1L));
                for (int i = 0; i < TASKS; i++) {
                    if (i != first) {
                        saves.set(i, saving(tasks, i, "to_scooter"));
                    }
                }
                await().until(() -> workers.stream().filter(worker -> worker.getState() == Thread.State.WAITING).count() >= TASKS - 1);
                alone.rollback();
            }
            await().until(() -> saves.get(first).isDone() && waiting() == 1);
            page = pool.submit(() -> take(IntStream.rangeClosed(1, TASKS).mapToObj("{\"operation_id\":%1$d,\"claim_id\":\"claim-%1$d\",\"change_type\":\"price_changed\",\"revision\":3}"::formatted).toList()));
            await().until(this::waiting, is(2L));
            middle.rollback();
        }

        page.get();
        allAreSavedBut(-1, tasks, ended(saves));
        assertThat(rows.count("claim_events")).isEqualTo(TASKS);
    }

    /** Until it is rolled back or closed, nobody else changes this task. */
    private Connection holding(String task) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement lock = connection.prepareStatement("select 1 from tasks where task_id = ? for update")) {
            lock.setString(1, task);
            lock.execute();
        }
        return connection;
    }

    /** Statements that wait for another one's lock. */
    private long waiting() {
        return rows.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    }

    private void take(List<String> events) {
        Exchange taken = send.send("sql:file:routes/sql/take-journal-page.sql?outputType=SelectOne&parametersCount=9", exchange -> Map.of("new_cursor", "c", "read_on", "true",
            "wait_ms", 0, "poller_lease_no", 0, "page_events", events.toString(), "needs_no_worker", "{}").forEach(exchange::setVariable));
        assertThat(taken.getException()).isNull();
    }

    /** Every save gets what it entered, and entered it once. */
    private void allAreSavedBut(int exception, List<String> tasks, List<Exchange> saves) {
        for (int i = 0; i < TASKS; i++) {
            if (i != exception) {
                assertThat(saves.get(i).getException()).isNull();
                assertThat(rows.taskRow(tasks.get(i))).containsEntry("state", "to_scooter").containsEntry("cabinet_id", "c-7");
                assertThat(rows.claimRow("claim-" + (i + 1))).containsEntry("status", "pickuped").containsEntry("revision", (long) i + 10);
                assertThat(rows.lastEntry(tasks.get(i))).startsWith("decision saved ok").contains("\"claim_revision\": " + (i + 10));
            }
        }
    }

    private List<String> tasks() {
        return IntStream.rangeClosed(1, TASKS).mapToObj(i -> rows.taskWithClaimOf("claim-" + i, "at_cabinet", "car_id", "scooter-" + i)).toList();
    }

    /** @param bad whose state is one that the database does not know */
    private List<Exchange> saveAtOnce(List<String> tasks, int bad) throws Exception {
        List<Future<Exchange>> saves = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            saves.add(saving(tasks, i, i == bad ? "no such state" : "to_scooter"));
        }
        return ended(saves);
    }

    private Future<Exchange> saving(List<String> tasks, int number, String state) {
        return pool.submit(() -> send.send("direct:save-step", exchange -> {
            Map.of("task_id", tasks.get(number), "lease_no", 0, "claim_id", "claim-" + (number + 1), "claim_status", "pickuped", "claim_revision", number + 10L, "a_closed", true,
                "b_closed", false, "c_closed", false, "state", state, "events", List.of()).forEach(exchange::setVariable);
            exchange.setVariable("performer_no", 0);
            timeline.decision("saved", "claim_revision", exchange);
        }));
    }

    private static List<Exchange> ended(List<Future<Exchange>> saves) throws Exception {
        List<Exchange> ended = new ArrayList<>();
        for (Future<Exchange> save : saves) {
            ended.add(save.get());
        }
        return ended;
    }
}
