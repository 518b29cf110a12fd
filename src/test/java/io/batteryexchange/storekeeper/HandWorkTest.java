package io.batteryexchange.storekeeper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class HandWorkTest {

    @Test
    void offersWhatABrokenCellStillHolds() {
        HandWork work = work("""
            {"cell_id": "c-7/1", "state": "unknown", "broken": true, "accumulator_id": "acc-1", "taken": false},
            {"cell_id": "c-7/2", "state": "closed", "broken": false, "accumulator_id": "acc-2", "taken": false}""", "", "", "");

        assertThat(work.canBeIssued()).containsExactly("acc-1");
        assertThat(work.canBeTakenIn()).isEmpty();
        assertThat(work.toIssue()).isEqualTo(2);
    }

    @Test
    void offersWhatSoundCellsHoldWhileManualModeKeepsThemShut() {
        HandWork work = work("""
            {"cell_id": "c-7/1", "state": "closed", "broken": false, "accumulator_id": "acc-1", "taken": false}""", "", "", "", true);

        assertThat(work.canBeIssued()).containsExactly("acc-1");
    }

    @Test
    void offersNothingTwice() {
        HandWork work = work("""
            {"cell_id": "c-7/1", "state": "closed", "broken": true, "accumulator_id": "acc-1", "taken": false},
            {"cell_id": "c-7/2", "state": "closed", "broken": true, "accumulator_id": "acc-2", "taken": false}""", "", "\"acc-1\"", "");

        assertThat(work.canBeIssued()).containsExactly("acc-2");
        assertThat(work.byHand()).containsExactly("acc-1");
    }

    @Test
    void offersNothingOnceAllIsIssued() {
        HandWork work = work("""
            {"cell_id": "c-7/1", "state": "closed", "broken": true, "accumulator_id": "acc-1", "taken": false}""", "", "\"acc-9\"", "");

        assertThat(work.canBeIssued()).isEmpty();
    }

    @Test
    void takesInTheOldAccumulatorOrTheNewOneThatWasNotSwapped() {
        HandWork work = work("""
            {"cell_id": "c-7/1", "state": "closed", "broken": false, "accumulator_id": "acc-1", "taken": true},
            {"cell_id": "c-7/2", "state": "closed", "broken": true, "accumulator_id": "acc-2", "taken": false}""", "", "\"acc-2\"", "");

        assertThat(work.canBeTakenIn()).containsExactly("acc-old", "acc-2", "acc-1");
    }

    @Test
    void doesNotTakeInWhatIsBack() {
        String taken = """
            {"cell_id": "c-7/1", "state": "closed", "broken": false, "accumulator_id": null, "taken": true},
            {"cell_id": "c-7/2", "state": "closed", "broken": false, "accumulator_id": null, "taken": true}""";

        assertThat(work(taken, "", "", "\"acc-old\"").canBeTakenIn()).isEmpty();
        assertThat(work(taken, """
            {"cell_id": "c-7/9", "state": "closed", "broken": false, "accumulator_id": "acc-old", "returned": true}""", "", "").canBeTakenIn()).isEmpty();
    }

    @Test
    void showsAStateThatIsNotInTheContractAsUnknown() {
        assertThat(work("""
            {"cell_id": "c-7/1", "state": "ajar", "broken": false, "accumulator_id": "acc-1", "taken": false}""", "", "", "").cells())
            .containsExactly(new HandWork.Cell("c-7/1", true, "unknown", false, "acc-1", false));
    }

    private static HandWork work(String pickup, String giveBack, String issued, String returned) {
        return work(pickup, giveBack, issued, returned, false);
    }

    private static HandWork work(String pickup, String giveBack, String issued, String returned, boolean manualMode) {
        try {
            return HandWork.read(new ObjectMapper().readTree("""
                {"book_id": "b-1", "cabinet_id": "c-7", "pickup_cells": [%s], "return_cells": [%s], "issued_by_hand": [%s], "returned_by_hand": [%s]}
                """.formatted(pickup, giveBack, issued, returned)), "acc-old", manualMode);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
