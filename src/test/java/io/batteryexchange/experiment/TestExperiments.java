package io.batteryexchange.experiment;

import io.batteryexchange.cabinet.Candidate;
import io.batteryexchange.cabinet.SelectionMethod;
import io.batteryexchange.settings.ConfigFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Experiments files for tests; the methods {@code nearest_with_available_acc} and {@code most_available_within} are known. */
public final class TestExperiments {

    public static final String DEFAULT_RULE = "  - {name: default, method: nearest_with_available_acc, params: {max_distance_km: 20, max_walk_min: 60, max_cabinets: 20}}\n";

    private TestExperiments() {
    }

    public static Experiments of(Path directory, String... rules) {
        return of(directory, new ConfigFiles(), rules);
    }

    /** Experiments that are read again when {@code files} looks. */
    public static Experiments of(Path directory, ConfigFiles files, String... rules) {
        return new Experiments(write(directory, rules), List.of(method("nearest_with_available_acc"), method("most_available_within")), files);
    }

    /** Writes the file that the experiments of this folder are read from. */
    public static Path write(Path directory, String... rules) {
        try {
            return Files.writeString(directory.resolve("experiments.yaml"), "cabinet_selection:\n" + String.join("", rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SelectionMethod method(String name) {
        return new SelectionMethod() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Comparator<Candidate> bestFirst() {
                throw new UnsupportedOperationException();
            }
        };
    }
}
