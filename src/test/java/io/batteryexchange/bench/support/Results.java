package io.batteryexchange.bench.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one part of the bench has measured: printed, kept as lines of a table in {@code target/bench/<part>.md}, and held against the goals.
 *
 * <p>A goal counts as missed for the build when it is missed by more than a factor of {@link #NOISE}: two cores that measure, are measured and run the database at once are not
 * steady enough for less. The table says of every goal whether it was reached.
 */
public final class Results {

    /** Half of the goal, or twice of it. */
    public static final double NOISE = 2;

    private static final Path FOLDER = Path.of("target", "bench");

    private final String part;
    private final List<String> lines = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();

    public Results(String part) {
        this.part = part;
    }

    /** A ratio that should be at least the goal. */
    public void atLeast(String what, double ratio, double goal, String figures) {
        line(what, ratio, "≥ " + format(goal), ratio >= goal, figures, ratio < goal / NOISE);
    }

    /** A ratio that should be at most the goal. */
    public void atMost(String what, double ratio, double goal, String figures) {
        line(what, ratio, "≤ " + format(goal), ratio <= goal, figures, ratio > goal * NOISE);
    }

    /** A figure without a goal. */
    public void told(String what, double ratio, String figures) {
        lines.add("| %s | %s | | | %s |".formatted(what, format(ratio), figures));
    }

    /** Prints and keeps the table; fails for every goal that was missed by more than noise explains. */
    public void close() throws IOException {
        String table = String.join("\n", lines) + "\n";
        System.out.printf("bench, %s:%n%s", part, table);
        Files.writeString(Files.createDirectories(FOLDER).resolve(part + ".md"), table);
        assertThat(missed).as("goals of %s missed by more than a factor of two", part).isEmpty();
    }

    private void line(String what, double ratio, String goal, boolean reached, String figures, boolean fails) {
        String line = "| %s | %s | %s | %s | %s |".formatted(what, format(ratio), goal, reached ? "yes" : "no", figures);
        lines.add(line);
        if (fails) {
            missed.add(line);
        }
    }

    private static String format(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.0f", ratio);
    }
}
