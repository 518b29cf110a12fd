package io.batteryexchange.cabinet;

import io.batteryexchange.experiment.Experiment;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** What a search did not take. Takes any number; as a collection (on a timeline, in a row) it is the 50 nearest, nearest first. */
final class Rejections extends AbstractCollection<Rejected> {

    private static final int TOLD = 50;
    private static final Comparator<Rejected> NEAREST = Comparator.comparingDouble(Rejected::km).thenComparing(Rejected::storeId)
        .thenComparing(Rejected::cabinetId, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final List<Rejected> all = new ArrayList<>();

    @Override
    public boolean add(Rejected rejected) {
        return all.add(rejected);
    }

    @Override
    public Iterator<Rejected> iterator() {
        return all.stream().sorted(NEAREST).limit(TOLD).iterator();
    }

    @Override
    public int size() {
        return Math.min(TOLD, all.size());
    }

    /**
     * Why no cabinet was taken, in one sentence.
     *
     * @param search null: none was begun
     */
    String summary(CabinetSearch search) {
        List<Rejected> inReach = all.stream().filter(Rejected::inReach).sorted(NEAREST).toList();
        if (!inReach.isEmpty()) {
            return inReach.stream().allMatch(store -> store.why().equals(Why.MANUAL_MODE)) ? "no cabinet: " + Why.MANUAL_MODE
                : "no cabinet: " + inReach.size() + " rejected (nearest: " + inReach.get(0).sentence() + ")";
        }
        return search != null && search.kmByStore().isEmpty() ? "no cabinet: no store within " + limitOf(iterator().next(), search.experiment().params()) : "no cabinet";
    }

    /** The limit that the nearest store out of reach is beyond. */
    private static String limitOf(Rejected store, Experiment.Params params) {
        return store.km() > params.maxDistanceKm() ? Why.limit(params.maxDistanceKm()) + " km" : Why.limit(params.maxWalkMin()) + " min";
    }
}
