package io.batteryexchange.cabinet;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.experiment.Experiment.Params;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWithAvailableAccumulatorTest {

    private final SelectionMethod method = new NearestWithAvailableAccumulator();

    @Test
    void triesTheNearestFirst() {
        assertThat(rank(new Params(20.0, 60.0, 20), cabinet("far", 3, 30, 9), cabinet("near", 1, 10, 1), cabinet("middle", 2, 20, 5)))
            .containsExactly("near", "middle", "far");
    }

    @Test
    void skipsACabinetWithoutAChargedAccumulator() {
        assertThat(rank(new Params(20.0, 60.0, 20), cabinet("empty", 1, 10, 0), cabinet("overdrawn", 1, 10, -1), cabinet("last-one", 2, 20, 1)))
            .containsExactly("last-one");
    }

    @Test
    void countsTheLimitsAsWithin() {
        assertThat(rank(new Params(5.0, 30.0, 20), cabinet("at-distance", 5.0, 1, 1), cabinet("at-time", 1, 30.0, 1)))
            .containsExactly("at-time", "at-distance");
    }

    @Test
    void appliesBothLimits() {
        assertThat(rank(new Params(5.0, 30.0, 20),
            cabinet("too-far", Math.nextUp(5.0), 1, 1), cabinet("too-long", 1, Math.nextUp(30.0), 1), cabinet("too-far-and-long", 6, 31, 1)))
            .isEmpty();
    }

    @Test
    void ordersEquallyNearCabinetsByIdSoThatEveryNodeChoosesTheSame() {
        assertThat(rank(new Params(20.0, 60.0, 20), cabinet("c-2", 1, 10, 1), cabinet("c-10", 1, 10, 9), cabinet("c-1", 1, 10, 1)))
            .containsExactly("c-1", "c-10", "c-2");
    }

    @Test
    void triesNoMoreCabinetsThanAllowedAndCountsOnlyUsableOnes() {
        assertThat(rank(new Params(20.0, 60.0, 2), cabinet("empty", 1, 10, 0), cabinet("c-1", 2, 20, 1), cabinet("c-2", 3, 30, 1), cabinet("c-3", 4, 40, 1)))
            .containsExactly("c-1", "c-2");
    }

    @Test
    void hasTheNameThatExperimentsUse() {
        assertThat(method.name()).isEqualTo("nearest_with_available_acc");
    }

    private List<String> rank(Params params, Candidate... cabinets) {
        return method.rank(List.of(cabinets), params).stream().map(Candidate::cabinetId).toList();
    }

    private static Candidate cabinet(String id, double km, double walkMin, int available) {
        return new Candidate(id, "grocery:1", km, walkMin, available);
    }
}
