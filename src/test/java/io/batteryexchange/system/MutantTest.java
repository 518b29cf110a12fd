package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The mutants of {@code mvn verify -Pmutants} fit the routes as they are now: noticed here, not when they are next run. */
class MutantTest {

    @Test
    void noMutantIsStale() throws Exception {
        for (Mutant mutant : Mutant.all()) {
            Map<String, String> contents = new HashMap<>();
            for (RouteEdit edit : mutant.edits()) {
                Path file = Path.of(edit.file());
                String before = contents.containsKey(edit.file()) ? contents.get(edit.file()) : Files.exists(file) ? Files.readString(file) : null;
                contents.put(edit.file(), edit.on(before));
                assertThat(contents.get(edit.file())).as("%s changes %s", mutant.name(), edit.file()).isNotEqualTo(before);
            }
        }
    }

    @Test
    void eachRunHasAMutantThatItIsFor() {
        List<Mutant> mutants = Mutant.all();
        assertThat(mutants).hasSizeGreaterThanOrEqualTo(12).extracting(Mutant::name).doesNotHaveDuplicates();
        assertThat(mutants).extracting(Mutant::run).contains(MutantRun.values());
    }

    @Test
    void refusesAnEditThatFitsTwiceOrNotAtAll() {
        assertThatThrownBy(() -> new RouteEdit("a.sql", "b  c", "d", null, null).on("b c\nb\n c")).hasMessageContaining("2 times");
        assertThatThrownBy(() -> new RouteEdit("a.sql", "x", "d", null, null).on("b")).hasMessageContaining("0 times");
        assertThatThrownBy(() -> new RouteEdit("a.sql", "x", "d", null, null).on(null)).hasMessageContaining("missing");
    }

    @Test
    void insertsWithTheIndentOfWhatFollows() {
        assertThat(new RouteEdit("a.yaml", "- to: id: x", null, "- a:\n    b: 1\n", null).on("s:\n  - to:\n      id: x\n"))
            .isEqualTo("s:\n  - a:\n      b: 1\n  - to:\n      id: x\n");
    }
}
