package io.batteryexchange.cabinet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MostAvailableWithinTest {

    private final SelectionMethod method = new MostAvailableWithin();

    @Test
    void triesTheFullestFirstHoweverFarItIs() {
        assertThat(bestFirst(cabinet("near", 1, 1), cabinet("far", 3, 10), cabinet("middle", 2, 9))).containsExactly("far", "middle", "near");
    }

    @Test
    void ordersEquallyFullCabinetsByDistance() {
        assertThat(bestFirst(cabinet("a-far", 3, 5), cabinet("b-near", 1, 5), cabinet("c-middle", 2, 5))).containsExactly("b-near", "c-middle", "a-far");
    }

    @Test
    void ordersEquallyFullAndNearCabinetsByIdSoThatEveryNodeChoosesTheSame() {
        assertThat(bestFirst(cabinet("c-2", 1, 5), cabinet("c-10", 1, 5), cabinet("c-1", 1, 5))).containsExactly("c-1", "c-10", "c-2");
    }

    @Test
    void hasTheNameThatExperimentsUse() {
        assertThat(method.name()).isEqualTo("most_available_within");
    }

    private List<String> bestFirst(Candidate... cabinets) {
        return Stream.of(cabinets).sorted(method.bestFirst()).map(Candidate::cabinetId).toList();
    }

    private static Candidate cabinet(String id, double km, int available) {
        return new Candidate(id, "grocery:1", km, km * 10, available);
    }
}
