package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CabinetsStub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why no cabinet was taken: on the timeline, and in the task as operators see it. */
class NoCabinetTest extends FlowTest {

    private String task;

    @BeforeEach
    void aScooter() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        task = rows.task("new", "processing_tag_id", "tag-processing");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"grocery:123, 0 available", "grocery:125, booked away", "garage:321, without a cabinet", "grocery:90, km > 20.0 km"})
    void eachReasonIsToldWithItsStore(String store, String why) {
        cabinets.cabinet("c-7", "grocery:123", 0);
        cabinets.cabinet("c-8", "grocery:125", 2);
        stub.on(CabinetsStub.BOOK, request -> Answer.error(409, "no_accumulators"));

        bundle.work();

        assertThat(whyOf(document().path("rejected_cabinets"), store)).contains(why);
        assertThat(rows.value("detail -> 'rejected' from timeline where name = 'no cabinet' and outcome = 'failed'").toString()).contains(store, why);
    }

    @Test
    void aCabinetBehindTheBestIsToldAsWell() {
        for (int i = 10; i < 31; i++) {
            cabinets.cabinet("c-" + i, "grocery:123", 1);
        }
        stub.on(CabinetsStub.BOOK, request -> Answer.error(409, "no_accumulators"));

        bundle.work();

        assertThat(stub.received(CabinetsStub.BOOK)).hasSize(20);
        assertThat(document().path("rejected_cabinets").toString()).contains("not among the best 20");
    }

    @Test
    void aStoreInManualModeIsTold() {
        rows.manualMode("grocery:123");
        cabinets.cabinet("c-7", "grocery:123", 5);

        bundle.work();

        assertThat(whyOf(document().path("rejected_cabinets"), "grocery:123")).isEqualTo("manual mode");
        assertThat(stub.received(CabinetsStub.AVAILABLE).get(0).body().path("store_ids").toString()).doesNotContain("grocery:123");
    }

    @Test
    void theTaskSaysInOneSentenceWhyItWaits() {
        cabinets.cabinet("c-7", "grocery:123", 0);

        bundle.work();

        assertThat(document().path("state").asText()).isEqualTo("waiting");
        assertThat(document().path("waits_because").asText()).isEqualTo("no cabinet: 3 rejected (nearest: c-7 0 available)");
    }

    @Test
    void theReasonsAreGoneOnceACabinetIsFound() {
        bundle.work();
        assertThat(document().path("rejected_cabinets")).isNotEmpty();
        cabinets.cabinet("c-7", "grocery:123", 1);

        rows.putOffIsOver();
        bundle.work();

        assertThat(document().has("rejected_cabinets")).isFalse();
        assertThat(document().has("waits_because")).isFalse();
    }

    @Test
    void theChosenCabinetIsToldWithThoseThatWereNot() {
        cabinets.cabinet("c-7", "grocery:123", 0);
        cabinets.cabinet("c-8", "grocery:125", 1);

        bundle.work();

        assertThat(rows.value("detail ->> 'cabinet_id' from timeline where name = 'cabinet chosen'")).isEqualTo("c-8");
        assertThat(rows.value("detail -> 'rejected' from timeline where name = 'cabinet chosen'").toString()).contains("c-7", "0 available");
    }

    private JsonNode document() {
        return operator().get("/operator/v1/tasks/" + task).body();
    }

    private static String whyOf(JsonNode rejected, String store) {
        for (JsonNode each : rejected) {
            if (each.path("store_id").asText().equals(store)) {
                return each.path("why").asText();
            }
        }
        return "not told";
    }
}
