package io.batteryexchange.system;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The service without one of its safeguards. All of them are in {@code src/test/resources/mutants.yaml}.
 *
 * @param name      short, for the table
 * @param safeguard what is taken out
 * @param edits     how, in the files that the service reads
 * @param sql       how, in the schema; empty where the files are enough
 * @param run       in which run it must be noticed
 * @param caughtBy  what may notice it: {@code rule <n>} of the ledger, {@code contract}, or {@code not over}: a swap that never ends
 */
record Mutant(String name, String safeguard, List<RouteEdit> edits, List<String> sql, MutantRun run, List<String> caughtBy) {

    private static final YAMLMapper YAML = YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING).build();

    Mutant {
        edits = edits == null ? List.of() : List.copyOf(edits);
        sql = sql == null ? List.of() : List.copyOf(sql);
        if (edits.isEmpty() && sql.isEmpty() || run == null || caughtBy == null || caughtBy.isEmpty()) {
            throw new IllegalArgumentException("mutant " + name + ": edits, run or caught_by is missing");
        }
    }

    /** The service as it is: in each run it must do without a violation. */
    static Mutant none(MutantRun run) {
        return new Mutant("none " + run, "nothing", null, List.of("select 1"), run, List.of("nothing"));
    }

    static List<Mutant> all() {
        try {
            return List.of(YAML.readValue(Path.of("src", "test", "resources", "mutants.yaml").toFile(), Mutant[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
