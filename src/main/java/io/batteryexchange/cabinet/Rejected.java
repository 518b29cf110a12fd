package io.batteryexchange.cabinet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A cabinet that was not taken, or a whole store.
 *
 * @param cabinetId null: the store was not asked, or told no cabinet
 * @param why       the rule and the number that failed, see {@link Why}
 * @param km        straight distance to the scooter
 * @param inReach   within both limits of the experiment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Rejected(@JsonProperty("cabinet_id") String cabinetId, @JsonProperty("store_id") String storeId, String why,
                @JsonIgnore double km, @JsonIgnore boolean inReach) {

    static Rejected store(String storeId, String why, double km, boolean inReach) {
        return new Rejected(null, storeId, why, km, inReach);
    }

    static Rejected cabinet(Candidate cabinet, String why) {
        return new Rejected(cabinet.cabinetId(), cabinet.storeId(), why, cabinet.km(), true);
    }

    /** For example {@code c-4 0 available}. */
    String sentence() {
        return (cabinetId == null ? storeId : cabinetId) + " " + why;
    }
}
