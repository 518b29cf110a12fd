package io.batteryexchange.bench.start;

import io.batteryexchange.bench.support.QuietPartners;
import io.batteryexchange.bench.support.Results;
import io.batteryexchange.bench.support.Size;
import io.batteryexchange.support.EmbeddedDatabase;
import io.batteryexchange.support.process.ClassArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How long a node takes to be ready and what it holds at rest, against a Camel Boot application with the same starters and next to nothing in it: started in turn, by
 * the same flags, each with a database that has its schema already, as in a restart. Twice: both as jars, as Maven leaves them; and both taken apart, with an archive of
 * their classes, the bundle's made as its image makes it ({@code config/container/archive-classes}), the platform's by a run of its own.
 */
class StartIT {

    private static final int ROUNDS = Size.of(1, 5);
    private static final Duration REST = Size.of(Duration.ofSeconds(12), Duration.ofSeconds(25));
    private static final double READY = 1.5;
    private static final double RESIDENT = 1.25;
    private static final Path FOLDER = Path.of("target", "bench", "start").toAbsolutePath();
    private static final Path HERE = Path.of("");

    @Test
    void aNodeIsReadyAboutAsSoonAsThePlatformAlone() throws IOException, InterruptedException {
        Path jar = Path.of("target", "battery-exchange.jar");
        Path bareJar = Files.createDirectories(FOLDER).resolve("bare.jar");
        BareJar.make(jar, bareJar);
        ClassArchive.unpack(jar, FOLDER.resolve("bundle"));
        ClassArchive.unpack(bareJar, FOLDER.resolve("bare"));
        Path unpacked = FOLDER.resolve("bundle/battery-exchange.jar");
        Path bareUnpacked = FOLDER.resolve("bare/bare.jar");
        Path archive = FOLDER.resolve("bundle.jsa");
        Path bareArchive = FOLDER.resolve("bare.jsa");
        ClassArchive.make(unpacked, archive);

        Results results = new Results("start");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(); EmbeddedDatabase bareDatabase = EmbeddedDatabase.start(); QuietPartners partners = new QuietPartners(0)) {
            Map<String, String> settings = partners.settings(database.url());
            Map<String, String> bareSettings = partners.settings(bareDatabase.url());
            StartedJar bundle = new StartedJar("bundle", List.of("-jar", jar.toString()), settings, HERE);
            StartedJar bare = new StartedJar("bare", List.of("-jar", bareJar.toString()), bareSettings, FOLDER);
            StartedJar archived = new StartedJar("bundle-archived", List.of("-XX:SharedArchiveFile=" + archive, "-jar", unpacked.toString()), settings, HERE);
            StartedJar bareArchived = new StartedJar("bare-archived", List.of("-XX:SharedArchiveFile=" + bareArchive, "-jar", bareUnpacked.toString()), bareSettings, FOLDER);
            new StartedJar("bundle-first", List.of("-jar", unpacked.toString()), settings, HERE).start(Duration.ZERO); // migrates
            new StartedJar("bare-first", List.of("-XX:ArchiveClassesAtExit=" + bareArchive, "-jar", bareUnpacked.toString()), bareSettings, FOLDER).start(Duration.ZERO);
            for (int round = 0; round < ROUNDS; round++) {
                for (StartedJar each : List.of(bundle, bare, archived, bareArchived)) {
                    each.start(REST);
                }
            }
            results.atMost("start to ready, the bundle with its archive of classes, the platform as a jar", archived.seconds() / bare.seconds(), READY, seconds(archived, bare));
            results.told("start to ready, both as jars", bundle.seconds() / bare.seconds(), seconds(bundle, bare));
            results.told("start to ready, both with archive", archived.seconds() / bareArchived.seconds(), seconds(archived, bareArchived));
            results.atMost("resident at rest, both with archive", archived.megabytes() / bareArchived.megabytes(), RESIDENT, megabytes(archived, bareArchived));
            results.told("resident at rest, both as jars", bundle.megabytes() / bare.megabytes(), megabytes(bundle, bare));
        }
        results.close();
    }

    private static String seconds(StartedJar bundle, StartedJar bare) {
        return String.format(Locale.ROOT, "%.1f : %.1f s", bundle.seconds(), bare.seconds());
    }

    private static String megabytes(StartedJar bundle, StartedJar bare) {
        return String.format(Locale.ROOT, "%.0f : %.0f MiB", bundle.megabytes(), bare.megabytes());
    }
}
