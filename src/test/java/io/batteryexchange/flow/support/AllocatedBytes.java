package io.batteryexchange.flow.support;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What the threads of the bundle have allocated since {@link #begin}: those of the web server, the APIs, the routes. They live as long as their pools do. */
public final class AllocatedBytes {

    private static final Pattern OF_THE_BUNDLE = Pattern.compile("(http-nio|task-|Camel ).*");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Map<Long, Long> before = Map.of();

    public void begin() {
        before = now();
    }

    /** Bytes. */
    public long sinceBegin() {
        return now().entrySet().stream().mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L)).sum();
    }

    private static Map<Long, Long> now() {
        Map<Long, Long> bytes = new HashMap<>();
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && OF_THE_BUNDLE.matcher(thread.getThreadName()).matches()) {
                bytes.put(thread.getThreadId(), THREADS.getThreadAllocatedBytes(thread.getThreadId()));
            }
        }
        return bytes;
    }
}
