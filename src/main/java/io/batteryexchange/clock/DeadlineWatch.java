package io.batteryexchange.clock;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Ends what lasts too long, at most 0.2 s after its time. One thread looks at all that is going on: a timer for each, nearly all of which end by themselves long
 * before, would wake a thread each time that one begins.
 */
@Component
public class DeadlineWatch implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatch.class);
    private static final long LOOK_MS = 200;

    private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(look -> {
        Thread thread = new Thread(look, "deadlines");
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> looks = looking.scheduleWithFixedDelay(() -> look(System.nanoTime()), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);

    /** @param stroke what happens once, after {@code time}, unless {@link Deadline#met} comes before; it is done on the thread that looks, so it must not wait */
    public Deadline in(Duration time, Runnable stroke) {
        Deadline deadline = new Deadline(System.nanoTime() + time.toNanos(), stroke);
        open.add(deadline);
        return deadline;
    }

    private void look(long now) {
        open.forEach(deadline -> {
            if (now - deadline.at >= 0 && open.remove(deadline)) {
                try {
                    deadline.stroke.run();
                } catch (RuntimeException | Error e) { // whatever it is, the others' time comes as well
                    LOG.warn("what lasted too long could not be ended", e);
                }
            }
        });
    }

    @Override
    public void destroy() {
        looks.cancel(false);
        looking.shutdownNow();
    }

    /** A moment of {@link System#nanoTime} after which something is ended. */
    public final class Deadline {

        private final long at;
        private final Runnable stroke;

        private Deadline(long at, Runnable stroke) {
            this.at = at;
            this.stroke = stroke;
        }

        /** It ended by itself. A stroke that has begun goes on. */
        public void met() {
            open.remove(this);
        }
    }
}
