package io.batteryexchange.bench.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.bench.support.Results;
import io.batteryexchange.bench.support.Size;
import io.batteryexchange.flow.support.Tokens;
import io.batteryexchange.support.BundleEnvironment;
import io.batteryexchange.support.EmbeddedDatabase;
import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.ServiceFiles;
import io.batteryexchange.support.process.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The courier's status screen, by routes and by hand. */
class StatusScreenIT {

    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);
    private static final int COURIERS = 64;
    /** Pairs of services. What Java's compiler makes of the same program differs from process to process: the rate by 0.03, p99 by 0.08. */
    private static final int PAIRS = Size.of(1, 3);
    /** Of each pair; many short ones: what disturbs the machine for some seconds disturbs both. */
    private static final int ROUNDS = Size.of(1, 25);
    private static final int ROUND_MS = Size.of(4_000, 1_000);
    private static final int WARM_UP_MS = Size.of(4_000, 15_000);
    /** With a thread for each of many connections Java's second compiler gets no turn: 100 s of 16 connections left both services half as fast as 60 s of two. */
    private static final int WARM_UP_CONNECTIONS = 2;
    private static final Path FOLDER = Path.of("target", "bench", "screen");

    @Test
    void theBundleServesAsManyScreensAsATwinWithoutCamel() throws Exception {
        Files.createDirectories(FOLDER);
        ServiceFiles.unpack();
        Tokens tokens = new Tokens();
        Path keys = Files.writeString(FOLDER.resolve("keys.json"), tokens.keys());
        int partnerPort = Web.freePort();
        try (EmbeddedDatabase database = EmbeddedDatabase.startDurable();
             ChildJvm partner = ChildJvm.start("bench-partner", List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", System.getProperty("java.class.path"),
                 InstantPartner.class.getName(), Integer.toString(partnerPort), keys.toString()), Map.of())) {
            Map<String, String> settings = settings("http://127.0.0.1:" + partnerPort, database.url());
            List<Pair> pairs = new ArrayList<>();
            try {
                for (int i = 0; i < PAIRS; i++) {
                    pairs.add(Pair.start(i, settings));
                }
                CouriersAtCabinet couriers = new CouriersAtCabinet(COURIERS, database, tokens);
                answersAreEqual(couriers, pairs.get(0));
                compare(couriers.writeTo(FOLDER.resolve("requests.txt")), pairs);
            } finally {
                pairs.forEach(Pair::close);
            }
            assertThat(partner.isAlive()).isTrue();
        }
    }

    /** Nothing but the screens is asked of partners: they answer nothing else. */
    private static Map<String, String> settings(String partner, String database) {
        Map<String, String> settings = new LinkedHashMap<>(BundleEnvironment.of(partner, database));
        for (String poll : List.of("POLL_CAR_LIST", "POLL_CLAIMS_JOURNAL", "POLL_RECONCILIATION", "POLL_CABINET_STOCK")) {
            settings.put(poll, "1h");
        }
        settings.put("UPSTREAM_TELEGRAM_TOKEN", "");
        return settings;
    }

    private static void answersAreEqual(CouriersAtCabinet couriers, Pair pair) throws IOException {
        for (CouriersAtCabinet.Call call : couriers.calls()) {
            String screen = pair.bundle().answer(call);
            assertThat(screen).contains("\"constructor_items\"", "\"next\"");
            assertThat(pair.twin().answer(call)).isEqualTo(screen);
        }
    }

    private static void compare(Path requests, List<Pair> pairs) throws Exception {
        for (Pair pair : pairs) {
            pair.warmUp(WARM_UP_CONNECTIONS, requests, WARM_UP_MS);
        }
        Results results = new Results("status-screen");
        for (int connections : CONNECTIONS) {
            compare(connections, requests, pairs, results);
        }
        results.close();
    }

    private static void compare(int connections, Path requests, List<Pair> pairs, Results results) throws Exception {
        List<Load> ofBundle = new ArrayList<>();
        List<Load> ofTwin = new ArrayList<>();
        List<Load> bundles = new ArrayList<>();
        List<Load> twins = new ArrayList<>();
        for (Pair pair : pairs) {
            if (ROUNDS > 1) { // other locks wait, other branches are taken: Java compiles anew, the longer the more there is
                pair.warmUp(connections, requests, WARM_UP_MS);
            }
            pair.compare(connections, requests, ROUNDS, ROUND_MS, ofBundle, ofTwin);
            bundles.add(ofBundle.get(ofBundle.size() - 1)); // of all rounds
            twins.add(ofTwin.get(ofTwin.size() - 1));
        }
        assertThat(ofBundle).as("answers other than 200").allSatisfy(load -> assertThat(load.failures()).isZero());
        assertThat(ofTwin).as("answers other than 200").allSatisfy(load -> assertThat(load.failures()).isZero());
        String at = connections == 1 ? "1 connection" : connections + " connections";
        results.atLeast("status screen, " + at + ": throughput to the twin's", ratio(ofBundle, ofTwin), 0.9, "%.0f/s to %.0f/s".formatted(perSecond(ofBundle), perSecond(ofTwin)));
        double p50 = mean(bundles, Load::p50Us);
        double p50OfTwin = mean(twins, Load::p50Us);
        results.told("status screen, " + at + ": median latency to the twin's", p50 / p50OfTwin, milliseconds(p50, p50OfTwin));
        double p99 = mean(bundles, Load::p99Us);
        double p99OfTwin = mean(twins, Load::p99Us);
        if (ROUNDS > 1) {
            results.atMost("status screen, " + at + ": p99 to the twin's", p99 / p99OfTwin, 1.15, milliseconds(p99, p99OfTwin));
        } else { // a collection of garbage in one of the two is all there is to see
            results.told("status screen, " + at + ": p99 to the twin's, of one round", p99 / p99OfTwin, milliseconds(p99, p99OfTwin));
        }
    }

    /** The median of the rounds' ratios. */
    private static double ratio(List<Load> bundle, List<Load> twin) {
        return median(IntStream.range(0, bundle.size()).mapToDouble(round -> bundle.get(round).perSecond() / twin.get(round).perSecond()));
    }

    private static double perSecond(List<Load> loads) {
        return median(loads.stream().mapToDouble(Load::perSecond));
    }

    private static double median(DoubleStream values) {
        return values.sorted().skip((PAIRS * ROUNDS - 1) / 2).findFirst().orElseThrow();
    }

    private static double mean(List<Load> loads, ToDoubleFunction<Load> figure) {
        return loads.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static String milliseconds(double bundleUs, double twinUs) {
        return String.format(Locale.ROOT, "%.1f ms to %.1f ms", bundleUs / 1000, twinUs / 1000);
    }
}
