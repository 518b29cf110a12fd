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
import org.junit.jupiter.api.Test;

/** The courier's status screen, by routes and by hand. */
class StatusScreenIT {

    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);
    private static final int COURIERS = 64;
    /** Many short ones: of two of a round, what disturbs the machine for some seconds disturbs both, and the median forgets where it did not. */
    private static final int ROUNDS = Size.of(1, 21);
    private static final int ROUND_S = Size.of(4, 3);
    private static final int WARM_UP_S = 15;
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
            try (Contender bundle = Contender.bundle(settings); Contender twin = Contender.twin(settings)) {
                CouriersAtCabinet couriers = new CouriersAtCabinet(COURIERS, database, tokens);
                answersAreEqual(couriers, bundle, twin);
                compare(couriers.writeTo(FOLDER.resolve("requests.txt")), bundle, twin);
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

    private static void answersAreEqual(CouriersAtCabinet couriers, Contender bundle, Contender twin) throws IOException {
        for (CouriersAtCabinet.Call call : couriers.calls()) {
            String screen = Web.body(bundle.url() + call.path(), call.token());
            assertThat(screen).contains("\"constructor_items\"", "\"next\"");
            assertThat(Web.body(twin.url() + call.path(), call.token())).isEqualTo(screen);
        }
    }

    private static void compare(Path requests, Contender bundle, Contender twin) throws Exception {
        bundle.warmUp(twin, WARM_UP_CONNECTIONS, WARM_UP_S, requests);
        twin.warmUp(bundle, WARM_UP_CONNECTIONS, WARM_UP_S, requests);
        Results results = new Results("status-screen");
        for (int connections : CONNECTIONS) {
            if (ROUNDS > 1) { // other locks wait, other branches are taken: Java compiles anew, the longer the more there is
                bundle.warmUp(twin, connections, WARM_UP_S, requests);
                twin.warmUp(bundle, connections, WARM_UP_S, requests);
            }
            List<Load> ofBundle = new ArrayList<>();
            List<Load> ofTwin = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                ofBundle.add(bundle.load(twin, connections, ROUND_S, requests));
                ofTwin.add(twin.load(bundle, connections, ROUND_S, requests));
            }
            assertThat(ofBundle).as("answers other than 200").allSatisfy(load -> assertThat(load.failures()).isZero());
            assertThat(ofTwin).as("answers other than 200").allSatisfy(load -> assertThat(load.failures()).isZero());
            String at = connections == 1 ? "1 connection" : connections + " connections";
            results.atLeast("status screen, " + at + ": throughput to the twin's", ratio(ofBundle, ofTwin, Load::perSecond), 0.9,
                "%.0f/s to %.0f/s".formatted(median(ofBundle, Load::perSecond), median(ofTwin, Load::perSecond)));
            results.told("status screen, " + at + ": median latency to the twin's", ratio(ofBundle, ofTwin, Load::p50Us), milliseconds(ofBundle, ofTwin, Load::p50Us));
            if (ROUNDS > 1) {
                results.atMost("status screen, " + at + ": p99 to the twin's", ratio(ofBundle, ofTwin, Load::p99Us), 1.15, milliseconds(ofBundle, ofTwin, Load::p99Us));
            } else { // a collection of garbage in one of the two is all there is to see
                results.told("status screen, " + at + ": p99 to the twin's, of one round", ratio(ofBundle, ofTwin, Load::p99Us), milliseconds(ofBundle, ofTwin, Load::p99Us));
            }
        }
        results.close();
    }

    /** The median of the rounds' ratios. */
    private static double ratio(List<Load> bundle, List<Load> twin, ToDoubleFunction<Load> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < bundle.size(); round++) {
            ratios.add(figure.applyAsDouble(bundle.get(round)) / figure.applyAsDouble(twin.get(round)));
        }
        return median(ratios);
    }

    private static String milliseconds(List<Load> bundle, List<Load> twin, ToDoubleFunction<Load> us) {
        return String.format(Locale.ROOT, "%.1f ms to %.1f ms", median(bundle, us) / 1000, median(twin, us) / 1000);
    }

    private static double median(List<Load> loads, ToDoubleFunction<Load> figure) {
        return median(loads.stream().mapToDouble(figure).boxed().toList());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip((values.size() - 1) / 2).findFirst().orElseThrow();
    }
}
