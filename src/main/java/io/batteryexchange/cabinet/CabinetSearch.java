package io.batteryexchange.cabinet;

import io.batteryexchange.experiment.Experiment;
import java.util.Map;

/**
 * What one choice of a cabinet goes by from its first step to its last, also when the stores or experiments are read again in between.
 *
 * @param kmByStore the stores in reach that are asked, and their straight distance to the scooter; nearest first
 */
record CabinetSearch(Experiment experiment, Map<String, Double> kmByStore) {
}
