package io.batteryexchange.sandbox.courier;

import io.batteryexchange.sandbox.orders.Reply;
import java.time.Duration;
import java.time.Instant;

/** A courier's run of bad luck: since when nothing has worked, and what he heard last. Real time. */
final class Trouble {

    private final Duration patience;
    private Instant since;
    private String last = "";
    private boolean everStuck;

    Trouble(Duration patience) {
        this.patience = patience;
    }

    synchronized void meet(Reply reply) {
        meet(reply.summary());
    }

    synchronized void meet(String what) {
        since = since == null ? Instant.now() : since;
        last = what;
        everStuck |= stuck();
    }

    synchronized void over() {
        since = null;
    }

    /** His patience has run out. He goes on trying, but slowly. */
    synchronized boolean stuck() {
        return since != null && since.plus(patience).isBefore(Instant.now());
    }

    synchronized boolean everStuck() {
        return everStuck;
    }

    synchronized String last() {
        return last;
    }

    synchronized Instant since() {
        return since;
    }
}
