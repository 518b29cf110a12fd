package io.batteryexchange.bench.screen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process of the bundle and one of its twin. While others are measured both stand still. */
record Pair(Contender bundle, Contender twin) implements AutoCloseable {

    static Pair start(int number, Map<String, String> settings) throws IOException, InterruptedException {
        Contender bundle = Contender.bundle(number, settings);
        bundle.freeze();
        try {
            Contender twin = Contender.twin(number, settings);
            twin.freeze();
            return new Pair(bundle, twin);
        } catch (IOException | InterruptedException | RuntimeException e) {
            bundle.close();
            throw e;
        }
    }

    void warmUp(int connections, Path requests, int milliseconds) throws Exception {
        bundle.warmUp(connections, requests, milliseconds);
        twin.warmUp(connections, requests, milliseconds);
    }

    /** Adds what each round showed. */
    void compare(int connections, Path requests, int rounds, int milliseconds, List<Load> ofBundle, List<Load> ofTwin) throws IOException {
        try (ClosedLoop toBundle = bundle.couriers(connections, requests); ClosedLoop toTwin = twin.couriers(connections, requests)) {
            for (int round = 0; round < rounds; round++) {
                ofBundle.add(bundle.load(toBundle, milliseconds));
                ofTwin.add(twin.load(toTwin, milliseconds));
            }
        }
    }

    @Override
    public void close() {
        bundle.close();
        twin.close();
    }
}
