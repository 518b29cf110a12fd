package io.batteryexchange.bench.work;

import java.util.List;

/** What several rounds measured. */
final class Rounds {

    private Rounds() {
    }

    /** Of an odd number of rounds the middle one. */
    static double median(List<Double> rounds) {
        return rounds.stream().sorted().toList().get(rounds.size() / 2);
    }
}
