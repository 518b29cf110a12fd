package io.batteryexchange.experiment;

import io.batteryexchange.cabinet.Candidate;
import io.batteryexchange.cabinet.SelectionMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Experiments files for tests; the method {@code nearest_with_available_acc} is known. */
public final class TestExperiments {

    public static final String DEFAULT_RULE = "  - {name: default, method: nearest_with_available_acc, params: {max_distance_km: 20, max_walk_min: 60, max_cabinets: 20}}\n";

    private TestExperiments() {
    }

    public static Experiments of(Path directory, String... rules) {
        return new Experiments(write(directory, "cabinet_selection:\n" + String.join("", rules)), List.of(method("nearest_with_available_acc")));
    }

    static Path write(Path directory, String content) {
        try {
            return Files.writeString(directory.resolve("experiments.yaml"), content);
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
            public List<Candidate> rank(List<Candidate> cabinets, Experiment.Params params) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
