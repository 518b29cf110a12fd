package io.batteryexchange.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which statuses need no worker is said twice: where the journal's page is saved, and where a worker handles those that came after one that needs him. */
class RecordedStatusesTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path CLAIMS = Path.of("routes", "claims");

    @Test
    void aStatusIsOnlyRecordedInOneOfTheTwoPlaces() throws IOException {
        String byTheJournal = step("journal-poll.camel.yaml", "needs-no-worker").at("/expression/constant/expression").asText();
        String byAWorker = step("claim-events.camel.yaml", "only-recorded").at("/expression/simple/expression").asText();

        List<String> statuses = new ArrayList<>();
        new ObjectMapper().readTree(byTheJournal).fieldNames().forEachRemaining(statuses::add);

        assertThat(statuses).contains("accepted");
        assertThat(byAWorker).isEqualTo("${variable.event_status} in '" + String.join(",", statuses) + "'");
    }

    private static JsonNode step(String file, String id) throws IOException {
        for (JsonNode step : YAML.readTree(CLAIMS.resolve(file).toFile()).findParents("id")) {
            if (step.path("id").asText().equals(id)) {
                return step;
            }
        }
        throw new AssertionError(file + " has no step " + id);
    }
}
