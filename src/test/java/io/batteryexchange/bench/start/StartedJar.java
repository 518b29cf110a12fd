package io.batteryexchange.bench.start;

import static org.awaitility.Awaitility.await;

import io.batteryexchange.bench.support.NodeFlags;
import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An application that is started again and again: how long until it is ready, and what it then holds at rest. */
final class StartedJar {

    private final String name;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private final Path folder;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> megabytes = new ArrayList<>();

    /**
     * @param arguments what follows {@code java} and its flags
     * @param folder    its working directory
     */
    StartedJar(String name, List<String> arguments, Map<String, String> environment, Path folder) {
        this.name = name;
        this.arguments = arguments;
        this.environment = environment;
        this.folder = folder;
    }

    /** Starts it, waits until its readiness is 200, leaves it alone for a while, looks at it and ends it. */
    void start(Duration rest) throws IOException, InterruptedException {
        int port = Web.freePort();
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("SERVER_PORT", Integer.toString(port));
        long began = System.nanoTime();
        try (ChildJvm process = ChildJvm.start("start-" + name, NodeFlags.before(arguments), variables, folder)) {
            await().atMost(Duration.ofMinutes(2)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("ended by itself, see " + process.log() + ":\n" + process.output());
                }
                return Web.isUp("http://127.0.0.1:" + port + "/actuator/health/readiness");
            });
            seconds.add((System.nanoTime() - began) / 1e9);
            TimeUnit.MILLISECONDS.sleep(rest.toMillis());
            megabytes.add(process.residentMegabytes());
        }
    }

    /** To ready, median, in seconds. */
    double seconds() {
        return median(seconds);
    }

    /** Resident at rest, median, in MiB. */
    double megabytes() {
        return median(megabytes);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
