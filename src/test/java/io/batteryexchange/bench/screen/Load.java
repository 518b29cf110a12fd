package io.batteryexchange.bench.screen;

import io.batteryexchange.support.process.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a {@link LoadGenerator} saw.
 *
 * @param perSecond answers with status 200 a second
 * @param failures  other answers, and connections that broke
 * @param p50Us     median latency, microseconds
 * @param p99Us     99th percentile
 */
record Load(double perSecond, long failures, long p50Us, long p99Us) {

    static final String MARK = "load: ";
    /** So long the generator's own Java warms up. */
    private static final int BEFORE_IT_COUNTS_S = 2;

    static Load run(int port, int connections, int seconds, Path requests) throws InterruptedException {
        List<String> arguments = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", System.getProperty("java.class.path"), LoadGenerator.class.getName(),
            Integer.toString(port), Integer.toString(connections), Integer.toString(BEFORE_IT_COUNTS_S), Integer.toString(seconds), requests.toString());
        try (ChildJvm generator = ChildJvm.start("bench-load", arguments, Map.of())) {
            int exit = generator.exitCode(seconds + 60L);
            String output = generator.output();
            if (exit != 0 || !output.contains(MARK)) {
                throw new IllegalStateException("load generator ended with " + exit + ": " + output);
            }
            String[] figures = output.substring(output.indexOf(MARK) + MARK.length()).trim().split(" ");
            return new Load(Double.parseDouble(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]), Long.parseLong(figures[3]));
        }
    }
}
