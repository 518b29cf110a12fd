package io.batteryexchange.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules, their unit tests and their runbook; also without promtool nothing of an alert is missing. */
class PrometheusRulesTest {

    private static final Path FOLDER = Path.of("config/prometheus");
    private static final Path TESTS = FOLDER.resolve("rules-test.yml");
    private static final Pattern ASKED = Pattern.compile("count\\(ALERTS\\{alertname=\"(\\w+)\",alertstate=\"firing\"}\\)");

    private final List<JsonNode> rules = Expressions.rules();

    @Test
    void promtoolUnderstandsTheRules() throws Exception {
        passes(Promtool.run("check", "rules", Expressions.RULES.toString()));
    }

    @Test
    void theUnitTestsOfTheRulesPass() throws Exception {
        passes(Promtool.run("test", "rules", TESTS.toString()));
    }

    @Test
    void promtoolUnderstandsTheScrapeConfig() throws Exception {
        passes(Promtool.run("check", "config", FOLDER.resolve("prometheus.yml").toString()));
    }

    /** The rules', which it knows already, and the dashboard's. */
    @Test
    void promtoolUnderstandsEveryExpression(@TempDir Path folder) throws Exception {
        passes(Promtool.run("check", "rules", recorded(folder, Expressions.all()).toString()));
    }

    @Test
    void promtoolDoesRefuse(@TempDir Path folder) throws Exception {
        Promtool.Result result = Promtool.run("check", "rules", recorded(folder, Map.of("wrong", "sum by (state (battery_exchange_tasks_open)")).toString());

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains("could not parse expression");
    }

    @Test
    void everyAlertTellsHowUrgentItIsAndWhatToDo() throws IOException {
        String runbook = Files.readString(FOLDER.resolve("README.md"));
        for (JsonNode rule : rules) {
            String alert = rule.path("alert").asText();
            assertThat(rule.at("/labels/severity").asText()).as(alert).isIn("page", "ticket");
            assertThat(rule.at("/annotations/summary").asText()).as("summary of %s", alert).isNotBlank();
            assertThat(rule.at("/annotations/description").asText()).as("description of %s", alert).hasSizeGreaterThan(40);
            assertThat(rule.at("/annotations/runbook").asText()).isEqualTo("config/prometheus/README.md#" + alert.toLowerCase(Locale.ROOT));
            assertThat(runbook.lines()).contains("### " + alert);
        }
        assertThat(rules).extracting(rule -> rule.path("alert").asText()).doesNotHaveDuplicates().hasSizeGreaterThan(10);
    }

    @Test
    void theRunbookHasNoAlertThatIsGone() throws IOException {
        List<String> headings = Files.readAllLines(FOLDER.resolve("README.md")).stream().filter(line -> line.startsWith("### ")).map(line -> line.substring(4)).toList();

        assertThat(headings).containsExactlyElementsOf(rules.stream().map(rule -> rule.path("alert").asText()).toList());
    }

    @Test
    void everyAlertHasATestInWhichItFiresAndOneInWhichItDoesNot() {
        Set<String> fires = new TreeSet<>();
        Set<String> sleeps = new TreeSet<>();
        for (JsonNode test : Expressions.yaml(TESTS).path("tests")) {
            for (JsonNode each : test.path("promql_expr_test")) {
                Matcher asked = ASKED.matcher(each.path("expr").asText());
                assertThat(asked.matches()).as("it asks for one alert: %s", each.path("expr").asText()).isTrue();
                (each.path("exp_samples").isEmpty() ? sleeps : fires).add(asked.group(1));
            }
        }
        Set<String> alerts = new TreeSet<>();
        rules.forEach(rule -> alerts.add(rule.path("alert").asText()));
        assertThat(fires).isEqualTo(alerts);
        assertThat(sleeps).isEqualTo(alerts);
    }

    private static void passes(Promtool.Result result) {
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("SUCCESS");
    }

    /** A rules file with an expression a rule. JSON is YAML. */
    private static Path recorded(Path folder, Map<String, String> expressions) throws IOException {
        List<Map<String, Object>> recording = new ArrayList<>();
        expressions.forEach((where, expression) -> recording.add(Map.of("record", "checked:expression", "expr", expression, "labels", Map.of("place", where))));
        Path file = folder.resolve("expressions.yml");
        new ObjectMapper().writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "expressions", "rules", recording))));
        return file;
    }
}
