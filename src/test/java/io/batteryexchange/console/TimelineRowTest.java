package io.batteryexchange.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class TimelineRowTest {

    @Test
    void tellsTheNumbersOfADecisionOneByOne() throws JsonProcessingException {
        TimelineRow row = row("{\"cabinet_id\": \"c-7\", \"distance_km\": 0.3, \"rejected\": [{\"cabinet_id\": \"c-8\", \"why\": \"0 available\"}, {\"cabinet_id\": \"c-9\"}], \"tags\": [\"a\", \"b\"]}");

        assertThat(row.detail()).containsEntry("cabinet_id", "c-7").containsEntry("distance_km", "0.3").containsEntry("rejected.1.why", "0 available").containsEntry("rejected.2.cabinet_id", "c-9")
            .containsEntry("tags", "a, b").hasSize(6);
        assertThat(row.milliseconds()).isNull();
    }

    @Test
    void aLabelWithNothingBehindItTellsNothing() throws JsonProcessingException {
        assertThat(row("{\"rejected\": \"\", \"none\": null, \"list\": [], \"object\": {}, \"attempt\": 1}").detail()).containsOnlyKeys("attempt");
    }

    @Test
    void aCallSaysHowLongItTook() throws JsonProcessingException {
        TimelineRow row = row("{\"status\": 200, \"ms\": 39}");

        assertThat(row.milliseconds()).isEqualTo(39);
        assertThat(row.detail()).containsOnlyKeys("status");
    }

    private static TimelineRow row(String detail) throws JsonProcessingException {
        return TimelineRow.of(new ObjectMapper().readTree("{\"at\": \"2026-01-05T10:00:00Z\", \"kind\": \"decision\", \"name\": \"cabinet chosen\", \"outcome\": \"ok\", \"detail\": " + detail + "}"));
    }
}
