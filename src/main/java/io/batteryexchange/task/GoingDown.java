package io.batteryexchange.task;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * This node was asked to end (SIGTERM): what is in hand is finished, and what was leased and not begun goes back to the queue at once instead of when its
 * lease runs out.
 */
@Component("goingDown")
public class GoingDown {

    private static final Logger LOG = LoggerFactory.getLogger(GoingDown.class);

    private final ApplicationContext context;
    private volatile boolean begun;

    GoingDown(ApplicationContext context) {
        this.context = context;
    }

    /** Comes before anything is stopped. */
    @EventListener
    void begin(ContextClosedEvent event) {
        if (event.getApplicationContext() == context) {
            LOG.info("this node goes down: it finishes what it has begun and hands the rest back");
            begun = true;
        }
    }

    public boolean begun() {
        return begun;
    }
}
