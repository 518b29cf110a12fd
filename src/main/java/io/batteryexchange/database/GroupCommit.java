package io.batteryexchange.database;

import io.batteryexchange.settings.BundleSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Saves of several workers in one statement, so in one transaction (group commit): whoever comes while one is under way waits, and when that is over all who wait are
 * saved together. Before that it waits a moment for the workers of this node that are at work as well ({@code worker.save-together}); alone, a save begins at once.
 */
@Component("groupCommit")
public class GroupCommit {

    /** As PostgreSQL tells it; Spring has no exception of its own for it. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final ProducerTemplate camel;
    private final IntSupplier workers;
    private final long patienceNanos;
    private final Map<String, Queue> queues = new ConcurrentHashMap<>();

    @Autowired
    GroupCommit(ProducerTemplate camel, BundleSettings.Worker settings) {
        this(camel, () -> camel.getCamelContext().getInflightRepository().size("work-task"), settings.saveTogether());
    }

    /**
     * @param workers    how many are at work, those who wait for their save among them
     * @param patienceMs how long a group waits for the others at most
     */
    GroupCommit(ProducerTemplate camel, IntSupplier workers, int patienceMs) {
        this.camel = camel;
        this.workers = workers;
        this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMs);
    }

    /**
     * Returns when the exchange is saved, with the row that the statement returned for it in the body; null: it returned none.
     *
     * @param route gets each variable of a group as a header, which as a parameter of a statement is an array with one element for each exchange ({@link Column}), and leaves
     *              the rows that its statement returned in the body, each with the {@code place}, from 1 on, of the exchange that it is for
     * @throws Exception what the statement failed with. Where the database certainly wrote nothing because of one of a group (a value that it refuses, a deadlock, a lock that is not to be had), each
     *                   is saved again by itself, and only the one with the fault fails
     */
    public void save(String route, Exchange exchange) throws Exception {
        exchange.getMessage().setBody(queues.computeIfAbsent(route, Queue::new).save(exchange));
    }

    private Map<?, ?>[] saved(String route, List<Exchange> group) throws Exception {
        Exchange answer = camel.send(route, sent -> group.stream().flatMap(exchange -> exchange.getVariables().keySet().stream()).distinct()
            .forEach(variable -> sent.getMessage().setHeader(variable, new Column(variable, group))));
        if (answer.getException() != null) {
            throw answer.getException();
        }
        Map<?, ?>[] rows = new Map<?, ?>[group.size()];
        for (Object row : answer.getMessage().getBody(List.class)) {
            Map<?, ?> columns = (Map<?, ?>) row;
            rows[((Number) columns.remove("place")).intValue() - 1] = columns;
        }
        return rows;
    }

    /** A value that the database refuses, a deadlock, or a lock that somebody else kept for too long. */
    private static boolean wroteNothing(Exception failure) {
        return failure instanceof DataIntegrityViolationException || failure instanceof ConcurrencyFailureException
            || failure.getCause() instanceof SQLException reason && LOCK_NOT_AVAILABLE.equals(reason.getSQLState());
    }

    /** Those who wait for the statement of one route. */
    private final class Queue {

        private final String route;
        private final Lock lock = new ReentrantLock();
        private final Condition ended = lock.newCondition();
        private final Condition joined = lock.newCondition();
        private List<Save> waiting = new ArrayList<>();
        private boolean underWay;

        Queue(String route) {
            this.route = route;
        }

        Map<?, ?> save(Exchange exchange) throws Exception {
            Save mine = new Save(exchange);
            List<Save> group = groupWith(mine);
            if (!group.isEmpty()) {
                saveGroup(group);
            }
            return mine.row();
        }

        /** Those whom the caller saves; empty: somebody else has saved his. */
        private List<Save> groupWith(Save mine) throws InterruptedException {
            lock.lock();
            try {
                waiting.add(mine);
                joined.signal();
                awaitTurn(mine);
                if (mine.isOver()) {
                    return List.of();
                }
                underWay = true;
                awaitOthers(mine);
                List<Save> group = waiting;
                waiting = new ArrayList<>();
                return group;
            } finally {
                lock.unlock();
            }
        }

        /** Whoever is interrupted is out of the queue, unless his save is under way: then he has to learn how it ends. */
        private void awaitTurn(Save mine) throws InterruptedException {
            while (underWay && !mine.isOver()) {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    if (waiting.remove(mine)) {
                        throw e;
                    }
                    mine.interrupted = true;
                }
            }
        }

        private void awaitOthers(Save mine) {
            long patience = patienceNanos;
            while (patience > 0 && waiting.size() < workers.getAsInt()) {
                try {
                    patience = joined.awaitNanos(patience);
                } catch (InterruptedException e) {
                    mine.interrupted = true;
                    return;
                }
            }
        }

        private void saveGroup(List<Save> group) {
            try {
                together(group);
            } finally {
                lock.lock();
                try {
                    underWay = false;
                    ended.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        }

        private void together(List<Save> group) {
            Exception failure = null;
            try {
                Map<?, ?>[] rows = saved(route, group.stream().map(Save::exchange).toList());
                for (int i = 0; i < rows.length; i++) {
                    group.get(i).isSaved(rows[i]);
                }
            } catch (Exception e) {
                failure = e;
                if (group.size() > 1 && wroteNothing(e)) {
                    group.forEach(save -> together(List.of(save)));
                }
            } finally {
                for (Save save : group) {
                    save.failedUnlessOver(failure);
                }
            }
        }
    }

    /** One that waits, and how it ended. */
    private static final class Save {

        private final Exchange exchange;
        private Map<?, ?> row;
        private Exception failure;
        private boolean interrupted;
        private volatile boolean over;

        Save(Exchange exchange) {
            this.exchange = exchange;
        }

        Exchange exchange() {
            return exchange;
        }

        boolean isOver() {
            return over;
        }

        void isSaved(Map<?, ?> itsRow) {
            row = itsRow;
            over = true;
        }

        /** @param why null: whoever saved it died of an error of Java's */
        void failedUnlessOver(Exception why) {
            if (!over) {
                failure = why == null ? new IllegalStateException("whoever saved this did not come back from it") : why;
                over = true;
            }
        }

        Map<?, ?> row() throws Exception {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure != null) {
                throw failure;
            }
            return row;
        }
    }
}
