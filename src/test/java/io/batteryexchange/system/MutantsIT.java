package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.support.EmbeddedDatabase;
import io.batteryexchange.support.process.ServiceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The test of the test: takes out one safeguard at a time ({@code mutants.yaml}). Each time the sandbox must notice; the service as it is
 * passes the same runs. A mutant that survives means that the run or the ledger is too weak to prove anything about its safeguard.
 *
 * <p>{@code -Dmutants.only=}: a pattern for the names of mutants, to look at a few of them. {@code -Dmutants.part=}: {@code 2/3}
 * is every third, beginning with the second. {@code -Dmutants.lanes=}: how many side by side.
 */
class MutantsIT {

    private static final int LANES = Integer.getInteger("mutants.lanes", 3);
    private static final String ONLY = System.getProperty("mutants.only", ".*");
    private static final int PART = Integer.parseInt(System.getProperty("mutants.part", "1/1").replaceAll("/.*", ""));
    private static final int PARTS = Integer.parseInt(System.getProperty("mutants.part", "1/1").replaceAll(".*/", ""));
    private static final int LONGEST_SENTENCE = 160;
    private static final Path TABLE = Path.of("target", "mutants.md");

    /** @param by empty: nothing was noticed */
    private record Finding(Mutant mutant, Set<String> by, String what, double seconds) {

        boolean expected() {
            return by.stream().anyMatch(mutant.caughtBy()::contains);
        }

        String line() {
            String sentence = what.replace('|', '/').substring(0, Math.min(what.length(), LONGEST_SENTENCE));
            return "| %s | %s | %s: %s | %.0f |".formatted(mutant.name(), mutant.safeguard(), by.isEmpty() ? "SURVIVED" : String.join(", ", by), sentence, seconds);
        }
    }

    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<String> controls = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everyMissingSafeguardIsNoticed() throws Exception {
        Instant start = Instant.now();
        List<Mutant> chosen = Mutant.all().stream().filter(mutant -> mutant.name().matches(ONLY)).toList();
        List<Mutant> mutants = IntStream.range(0, chosen.size()).filter(i -> i % PARTS == PART - 1).mapToObj(chosen::get).toList();
        assertThat(mutants).as("mutants with a name like " + ONLY).isNotEmpty();
        Set<MutantRun> runs = EnumSet.noneOf(MutantRun.class);
        mutants.forEach(mutant -> runs.add(mutant.run()));
        ServiceFiles.unpack();
        Map<Mutant, Future<Finding>> found = new LinkedHashMap<>();
        try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
            archive(server);
            ExecutorService lanes = Executors.newFixedThreadPool(LANES);
            try {
                List<Future<?>> unchanged = new ArrayList<>();
                runs.forEach(run -> unchanged.add(lanes.submit(() -> control(run, server))));
                mutants.forEach(mutant -> found.put(mutant, lanes.submit(() -> hunt(mutant, server))));
                for (Future<?> control : unchanged) {
                    control.get();
                }
                for (Future<Finding> finding : found.values()) {
                    finding.get();
                }
            } finally {
                lanes.shutdownNow();
            }
        }
        List<String> table = new ArrayList<>(List.of("| mutant | safeguard taken out | caught by | seconds |", "|---|---|---|---|"));
        int caught = 0;
        for (Future<Finding> finding : found.values()) {
            table.add(finding.get().line());
            caught += finding.get().expected() ? 1 : 0;
        }
        Files.write(TABLE, table);
        table.forEach(System.out::println);
        System.out.printf("mutants: %d of %d caught, %d runs of the service as it is %s, %d s%n", caught, mutants.size(), controls.size(), controls,
            Duration.between(start, Instant.now()).toSeconds());
        assertThat(failures).isEmpty();
    }

    /** A first run leaves the archive behind with which all others start quickly. */
    private static void archive(EmbeddedDatabase server) throws Exception {
        try (MutantCity city = city(Mutant.none(MutantRun.UNDISTURBED), "archive", server)) {
            city.start(ServiceFiles.writingArchive());
            MutantRun.UNDISTURBED.play(city);
            city.stop();
        }
    }

    private static MutantCity city(Mutant mutant, String name, EmbeddedDatabase server) throws Exception {
        Path folder = MutatedService.write(Path.of("target", "system", "mutants", name), mutant.edits());
        return new MutantCity(name, mutant.run(), folder, server);
    }

    /** The service as it is passes, and everything that was planned to go wrong did. */
    private Void control(MutantRun run, EmbeddedDatabase server) throws Exception {
        Finding finding = play(Mutant.none(run), server);
        controls.add("%s %.0f s".formatted(run, finding.seconds()));
        if (!finding.by().isEmpty()) {
            failures.add("the service as it is, %s: %s, %s".formatted(run, finding.by(), finding.what()));
        }
        return null;
    }

    private Finding hunt(Mutant mutant, EmbeddedDatabase server) throws Exception {
        Finding finding = play(mutant, server);
        if (!finding.expected()) {
            failures.add("%s: noticed by %s instead of %s; %s".formatted(mutant.name(), finding.by(), mutant.caughtBy(), finding.what()));
        }
        return finding;
    }

    private Finding play(Mutant mutant, EmbeddedDatabase server) throws Exception {
        Instant start = Instant.now();
        boolean unchanged = mutant.edits().isEmpty() && mutant.caughtBy().contains("nothing");
        Set<String> by = new TreeSet<>();
        String what = "";
        try (MutantCity city = city(mutant, mutant.name().replace(' ', '-'), server)) {
            try {
                city.start(ServiceFiles.withArchive());
                city.execute(mutant.sql());
                mutant.run().play(city);
                if (unchanged && !city.faultsSoFar().path("rules").isEmpty()) {
                    PlannedFaults.assertAllFired(city.faultsSoFar());
                }
            } catch (MutantCity.Caught caught) {
                by.addAll(caught.by());
                what = caught.getMessage();
            } catch (IllegalStateException | AssertionError e) {
                failures.add("%s: %s".formatted(mutant.name(), e.getMessage()));
                what = "the run itself failed";
            }
            double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
            Finding finding = new Finding(mutant, by, what, seconds);
            System.out.printf("%s: %s %s, %.1f s%n", mutant.name(), by, what, seconds);
            if (finding.expected() == unchanged || unchanged && !what.isEmpty()) {
                System.out.println(city.evidence());
            }
            return finding;
        }
    }
}
