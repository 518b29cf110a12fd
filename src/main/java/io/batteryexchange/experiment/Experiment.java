package io.batteryexchange.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One rule of {@code config/experiments.yaml}: which scooters it is for, and the method and limits by which their cabinet is chosen.
 *
 * @param match null: matches every scooter
 */
public record Experiment(String name, Match match, String method, Params params) {

    /**
     * @param storeIds matches when the store nearest to the scooter is one of them; null: any
     * @param share    part of the scooters, 0 to 1, chosen stably by their {@code car_id}; null: all
     */
    public record Match(@JsonProperty("store_ids") List<String> storeIds, Double share) {
    }

    /**
     * Limits of a choice; both distances apply.
     *
     * @param maxDistanceKm straight distance from the scooter to the cabinet
     * @param maxWalkMin    estimated walking time
     * @param maxCabinets   how many cabinets are tried
     */
    public record Params(@JsonProperty("max_distance_km") Double maxDistanceKm, @JsonProperty("max_walk_min") Double maxWalkMin,
                         @JsonProperty("max_cabinets") Integer maxCabinets) {
    }
}
