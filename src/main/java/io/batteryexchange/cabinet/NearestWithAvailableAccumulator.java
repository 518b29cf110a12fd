package io.batteryexchange.cabinet;

import java.util.Comparator;
import org.springframework.stereotype.Component;

/** {@code nearest_with_available_acc}: the nearest cabinet first; ties by id. */
@Component
class NearestWithAvailableAccumulator implements SelectionMethod {

    @Override
    public String name() {
        return "nearest_with_available_acc";
    }

    @Override
    public Comparator<Candidate> bestFirst() {
        return Comparator.comparingDouble(Candidate::km).thenComparing(Candidate::cabinetId);
    }
}
