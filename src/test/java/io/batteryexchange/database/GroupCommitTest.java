package io.batteryexchange.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class GroupCommitTest {

    private static final String SAVES = "direct:saves";

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final List<List<String>> groups = new ArrayList<>();
    private final ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final CountDownLatch firstGoesOn = new CountDownLatch(1);
    /** What a group that has this one in it fails with. */
    private final Map<String, Throwable> failures = new HashMap<>();
    private final AtomicInteger atWork = new AtomicInteger();
    private GroupCommit commit;

    @BeforeEach
    void aStatementThatWaitsAtTheFirstSave() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(SAVES).process(GroupCommitTest.this::statement);
                from("direct:others").process(exchange -> exchange.getMessage().setBody(rows(List.of("other"))));
            }
        });
        camel.getShutdownStrategy().setTimeout(1); // one that died counts as on its way
        camel.start();
        commit = new GroupCommit(camel.createProducerTemplate(), atWork::get, 10_000);
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
        camel.stop();
    }

    private void statement(Exchange exchange) throws InterruptedException {
        List<String> names = Arrays.asList(exchange.getMessage().getHeader("name", Column.class).texts());
        synchronized (groups) {
            groups.add(names);
        }
        if (names.contains("first")) {
            firstGoesOn.await();
        }
        for (String name : names) {
            if (failures.get(name) instanceof Error error) {
                throw error;
            }
            if (failures.get(name) instanceof RuntimeException exception) {
                throw exception;
            }
        }
        exchange.getMessage().setBody(rows(names));
    }

    /** In another order than they were given, and none for {@code lost}. */
    private static List<Map<String, Object>> rows(List<String> names) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int place = names.size(); place > 0; place--) {
            if (!names.get(place - 1).equals("lost")) {
                rows.add(new HashMap<>(Map.of("place", (long) place, "saved", names.get(place - 1))));
            }
        }
        return rows;
    }

    @Test
    void aloneASaveBeginsAtOnceAndGetsItsRow() throws Exception {
        assertThat(save(SAVES, "one")).isEqualTo(Map.of("saved", "one"));
        assertThat(save(SAVES, "two")).isEqualTo(Map.of("saved", "two"));

        assertThat(groups).containsExactly(List.of("one"), List.of("two"));
    }

    @Test
    void whoComesWhileOneIsUnderWayIsSavedWithAllOthersWhoDid() throws Exception {
        List<Future<Object>> saves = meanwhile("a", "b", "lost");
        firstGoesOn.countDown();

        assertThat(saves.get(0).get()).isEqualTo(Map.of("saved", "a"));
        assertThat(saves.get(1).get()).isEqualTo(Map.of("saved", "b"));
        assertThat(saves.get(2).get()).as("the statement returned no row").isNull();
        assertThat(groups).containsExactly(List.of("first"), List.of("a", "b", "lost"));
    }

    @Test
    void aValueThatTheDatabaseRefusesFailsNobodyElse() throws Exception {
        onlyTheOneFails(new DataIntegrityViolationException("no such state"));
    }

    @Test
    void aDeadlockFailsNobodyElse() throws Exception {
        onlyTheOneFails(new CannotAcquireLockException("deadlock detected"));
    }

    private void onlyTheOneFails(DataAccessException fault) throws Exception {
        failures.put("bad", fault);
        List<Future<Object>> saves = meanwhile("a", "bad", "c");
        firstGoesOn.countDown();

        assertThat(saves.get(0).get()).isEqualTo(Map.of("saved", "a"));
        assertThatThrownBy(() -> saves.get(1).get()).hasRootCause(fault);
        assertThat(saves.get(2).get()).isEqualTo(Map.of("saved", "c"));
        assertThat(groups).containsExactly(List.of("first"), List.of("a", "bad", "c"), List.of("a"), List.of("bad"), List.of("c"));
    }

    /** It may have been written: to save again would enter everything twice. */
    @Test
    void anAnswerThatIsLostIsNotAskedForAgain() throws Exception {
        failures.put("a", new DataAccessResourceFailureException("connection lost"));
        List<Future<Object>> saves = meanwhile("a", "b");
        firstGoesOn.countDown();

        for (Future<Object> save : saves) {
            assertThatThrownBy(save::get).hasRootCauseMessage("connection lost");
        }
        assertThat(groups).containsExactly(List.of("first"), List.of("a", "b"));
    }

    @Test
    void nobodyWaitsForOneWhoDied() throws Exception {
        List<Future<Object>> saves = meanwhile("a", "b");
        failures.put("a", new StackOverflowError("too deep"));
        firstGoesOn.countDown();

        for (Future<Object> save : saves) {
            assertThatThrownBy(() -> save.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        }
        assertThat(save(SAVES, "later")).isEqualTo(Map.of("saved", "later"));
    }

    @Test
    void whoIsInterruptedWhileHeWaitsIsNotSavedAnyMore() throws Exception {
        List<Future<Object>> saves = meanwhile("a", "b");
        threads.stream().filter(thread -> thread.getName().equals("a")).forEach(Thread::interrupt);
        assertThatThrownBy(() -> saves.get(0).get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(InterruptedException.class);
        firstGoesOn.countDown();

        assertThat(saves.get(1).get()).isEqualTo(Map.of("saved", "b"));
        assertThat(groups).containsExactly(List.of("first"), List.of("b"));
    }

    @Test
    void aSaveWaitsForTheOthersThatAreAtWorkAndNoLonger() throws Exception {
        atWork.set(3);
        Future<Object> a = inBackground("a");
        Future<Object> b = inBackground("b");
        await().until(() -> threads.size() == 2 && threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING));
        assertThat(groups).isEmpty();

        assertThat(save(SAVES, "c")).isEqualTo(Map.of("saved", "c"));
        assertThat(a.get()).isEqualTo(Map.of("saved", "a"));
        assertThat(b.get()).isEqualTo(Map.of("saved", "b"));
        assertThat(groups).hasSize(1);
    }

    @Test
    void whoeverComesTooLateIsNotWaitedFor() throws Exception {
        atWork.set(2);
        commit = new GroupCommit(camel.createProducerTemplate(), atWork::get, 20);

        assertThat(save(SAVES, "one")).isEqualTo(Map.of("saved", "one"));
    }

    @Test
    void savesOfAnotherKindDoNotWait() throws Exception {
        meanwhile("a");

        assertThat(save("direct:others", "x")).isEqualTo(Map.of("saved", "other"));
        firstGoesOn.countDown();
    }

    /** While the save of {@code first} is under way these come, one after the other; what becomes of each. */
    private List<Future<Object>> meanwhile(String... names) {
        inBackground("first");
        await().until(() -> {
            synchronized (groups) {
                return groups.size() == 1;
            }
        });
        List<Future<Object>> saves = new ArrayList<>();
        for (String name : names) {
            saves.add(inBackground(name));
            await().until(() -> threads.stream().anyMatch(thread -> thread.getName().equals(name) && thread.getState() == Thread.State.WAITING));
        }
        return saves;
    }

    private Future<Object> inBackground(String name) {
        return workers.submit(() -> {
            Thread.currentThread().setName(name);
            threads.add(Thread.currentThread());
            return save(SAVES, name);
        });
    }

    private Object save(String route, String name) throws Exception {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setVariable("name", name);
        commit.save(route, exchange);
        return exchange.getMessage().getBody();
    }
}
