package io.batteryexchange.cabinet;

import io.batteryexchange.experiment.TestExperiments;
import io.batteryexchange.settings.BundleSettings.Walk;
import io.batteryexchange.store.TestStores;
import java.nio.file.Path;
import java.util.List;

/** The choice of a cabinet for tests of other packages, by the default rule. */
public final class TestSelection {

    private TestSelection() {
    }

    /** @param stores as {@link TestStores#store} writes them */
    public static CabinetSelection of(Path folder, String... stores) {
        return new CabinetSelection(TestStores.of(folder, stores), TestExperiments.of(folder, TestExperiments.DEFAULT_RULE), new Walk(1.3, 4.8),
            List.of(new NearestWithAvailableAccumulator(), new MostAvailableWithin()));
    }
}
