package io.batteryexchange.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The dashboard without a Grafana: what would be seen only there, by eye. Its queries: {@link PrometheusRulesTest} (do they parse) and
 * {@code FlowMetricsTest} (is there what they ask for).
 */
class GrafanaDashboardTest {

    private static final int COLUMNS = 24;

    private final JsonNode dashboard = Expressions.dashboard();
    private final List<JsonNode> panels = Expressions.panels();

    @Test
    void linksToItStayAlive() {
        assertThat(dashboard.path("uid").asText()).isEqualTo("battery-exchange");
        assertThat(dashboard.has("id")).as("the number that one Grafana gave it").isFalse();
    }

    @Test
    void everyPanelHasAnIdOfItsOwnAndItsPlace() {
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            JsonNode place = panel.path("gridPos");
            String title = panel.path("title").asText();
            assertThat(ids.add(panel.path("id").intValue())).as("id of %s", title).isTrue();
            assertThat(place.path("w").intValue()).as(title).isPositive();
            assertThat(place.path("h").intValue()).as(title).isPositive();
            assertThat(place.path("x").intValue() + place.path("w").intValue()).as(title).isLessThanOrEqualTo(COLUMNS);
            for (int x = 0; x < place.path("w").intValue(); x++) {
                for (int y = 0; y < place.path("h").intValue(); y++) {
                    assertThat(taken.add(List.of(place.path("x").intValue() + x, place.path("y").intValue() + y))).as("%s lies on another panel", title).isTrue();
                }
            }
        }
    }

    @Test
    void thereIsARowForEachConcern() {
        List<String> rows = new ArrayList<>();
        dashboard.path("panels").forEach(panel -> {
            if (panel.path("type").asText().equals("row")) {
                rows.add(panel.path("title").asText());
            }
        });
        assertThat(rows).containsExactly("Now", "Swaps", "Partners", "Journal and pollers", "Stock", "Routes", "Service");
    }

    @Test
    void everyPanelTellsWhatItShowsInWhichUnit() {
        assertThat(panels).hasSizeGreaterThan(30).allSatisfy(panel -> {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(panel.path("description").asText()).as(title).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isIn("none", "short", "s", "percentunit", "ops", "reqps", "bytes");
            assertThat(panel.path("targets")).as(title).isNotEmpty();
        });
        assertThat(panels).extracting(panel -> panel.path("title").asText()).doesNotHaveDuplicates();
    }

    @Test
    void everyPanelAsksTheDatasourceThatIsProvisioned() {
        JsonNode provisioned = Expressions.yaml(Path.of("config/grafana/provisioning/datasources/prometheus.yaml")).at("/datasources/0");
        List<JsonNode> datasources = new ArrayList<>(dashboard.findValues("datasource"));

        assertThat(datasources).hasSizeGreaterThan(panels.size()).allSatisfy(datasource -> {
            assertThat(datasource.path("uid").asText()).isEqualTo(provisioned.path("uid").asText());
            assertThat(datasource.path("type").asText()).isEqualTo(provisioned.path("type").asText());
        });
        assertThat(panels).allSatisfy(panel -> assertThat(panel.has("datasource")).isTrue());
    }

    /** All, one or some nodes; of other services' series with the same names none. */
    @Test
    void everyQueryLooksAtTheChosenNodes() {
        assertThat(dashboard.at("/templating/list/0/name").asText()).isEqualTo("instance");
        assertThat(dashboard.at("/templating/list/0/query").asText()).isEqualTo("label_values(battery_exchange_reading_age_seconds, instance)");
        for (JsonNode panel : panels) {
            for (JsonNode target : panel.path("targets")) {
                assertThat(PromQl.read(target.path("expr").asText()).selectors()).as(panel.path("title").asText()).isNotEmpty()
                    .allSatisfy(selector -> assertThat(selector.matchers()).contains(new PromQl.LabelMatcher("instance", "=~", "$instance")));
            }
        }
    }
}
