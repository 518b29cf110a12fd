package io.batteryexchange.cabinet;

import java.util.Comparator;
import org.springframework.stereotype.Component;

/** {@code most_available_within}: the cabinet with the most charged accumulators first; ties by distance, then by id. */
@Component
class MostAvailableWithin implements SelectionMethod {

    @Override
    public String name() {
        return "most_available_within";
    }

    @Override
    public Comparator<Candidate> bestFirst() {
        return Comparator.comparingInt(Candidate::available).reversed().thenComparingDouble(Candidate::km).thenComparing(Candidate::cabinetId);
    }
}
