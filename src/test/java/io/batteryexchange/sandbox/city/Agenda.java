package io.batteryexchange.sandbox.city;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is going to happen in the city and when, in city time. One thread works it off; what takes long must move on to another. */
public final class Agenda implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Agenda.class);
    private static final long LONGEST_NAP_MS = 20;

    private record Entry(Instant at, long order, Runnable what) {
    }

    private final CityClock clock;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
    private final Thread thread = new Thread(this::run, "city-agenda");
    private long order;
    private long failures;
    private boolean closed;

    public Agenda(CityClock clock) {
        this.clock = clock;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public void in(Duration city, Runnable what) {
        add(clock.now().plus(city), what);
    }

    /** Like {@link #in(Duration, Runnable)}, but not before the given real time has passed. */
    public void in(Duration city, Duration realFloor, Runnable what) {
        add(clock.now().plus(clock.atLeast(city, realFloor)), what);
    }

    /** Now and again and again. */
    public void every(Duration city, Duration realFloor, Runnable what) {
        in(city, realFloor, () -> {
            try {
                what.run();
            } finally {
                every(city, realFloor, what);
            }
        });
    }

    private synchronized void add(Instant at, Runnable what) {
        entries.add(new Entry(at, order++, what));
        notifyAll();
    }

    /** How many entries ended with an exception; each was logged. */
    public synchronized long failures() {
        return failures;
    }

    private void run() {
        while (true) {
            Entry due;
            synchronized (this) {
                if (closed) {
                    return;
                }
                Entry next = entries.peek();
                if (next == null || next.at().isAfter(clock.now())) {
                    nap(next);
                    continue;
                }
                due = entries.poll();
            }
            try {
                due.what().run();
            } catch (RuntimeException e) {
                synchronized (this) {
                    failures++;
                }
                log.error("An entry of the agenda failed", e);
            }
        }
    }

    private void nap(Entry next) {
        long ms = LONGEST_NAP_MS;
        if (next != null) {
            ms = Math.max(1, Math.min(ms, clock.real(Duration.between(clock.now(), next.at())).toMillis()));
        }
        try {
            wait(ms);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.interrupt();
    }
}
