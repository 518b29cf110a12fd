package io.batteryexchange.bench.screen;

/**
 * What a {@link LoadGenerator} saw.
 *
 * @param perSecond answers with status 200 a second, in this turn
 * @param failures  other answers, and connections that broke, in this turn
 * @param p50Us     median latency of all its turns until now, microseconds
 * @param p99Us     99th percentile of the same
 */
record Load(double perSecond, long failures, long p50Us, long p99Us) {

    static Load parse(String line) {
        String[] figures = line.split(" ");
        return new Load(Double.parseDouble(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]), Long.parseLong(figures[3]));
    }
}
