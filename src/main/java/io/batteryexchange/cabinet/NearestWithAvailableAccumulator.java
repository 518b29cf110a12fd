package io.batteryexchange.cabinet;

import io.batteryexchange.experiment.Experiment;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code nearest_with_available_acc}: the nearest cabinets within both limits that have a charged accumulator left. */
@Component
class NearestWithAvailableAccumulator implements SelectionMethod {

    @Override
    public String name() {
        return "nearest_with_available_acc";
    }

    @Override
    public List<Candidate> rank(List<Candidate> cabinets, Experiment.Params params) {
        return cabinets.stream()
            .filter(cabinet -> cabinet.available() > 0)
            .filter(cabinet -> cabinet.km() <= params.maxDistanceKm() && cabinet.walkMin() <= params.maxWalkMin())
            .sorted(Comparator.comparingDouble(Candidate::km).thenComparing(Candidate::cabinetId))
            .limit(params.maxCabinets())
            .toList();
    }
}
