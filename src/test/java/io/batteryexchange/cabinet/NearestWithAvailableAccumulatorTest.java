package io.batteryexchange.cabinet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearestWithAvailableAccumulatorTest {

    private final SelectionMethod method = new NearestWithAvailableAccumulator();

    @Test
    void triesTheNearestFirstHoweverFewItHas() {
        assertThat(bestFirst(cabinet("far", 3, 9), cabinet("near", 1, 1), cabinet("middle", 2, 5))).containsExactly("near", "middle", "far");
    }

    @Test
    void ordersEquallyNearCabinetsByIdSoThatEveryNodeChoosesTheSame() {
        assertThat(bestFirst(cabinet("c-2", 1, 1), cabinet("c-10", 1, 9), cabinet("c-1", 1, 1))).containsExactly("c-1", "c-10", "c-2");
    }

    @Test
    void hasTheNameThatExperimentsUse() {
        assertThat(method.name()).isEqualTo("nearest_with_available_acc");
    }

    private List<String> bestFirst(Candidate... cabinets) {
        return Stream.of(cabinets).sorted(method.bestFirst()).map(Candidate::cabinetId).toList();
    }

    private static Candidate cabinet(String id, double km, int available) {
        return new Candidate(id, "grocery:1", km, km * 10, available);
    }
}
