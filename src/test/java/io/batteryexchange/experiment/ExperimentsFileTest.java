package io.batteryexchange.experiment;

import static io.batteryexchange.experiment.TestExperiments.DEFAULT_RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.settings.SettingRefused;
import io.batteryexchange.settings.YamlFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentsFileTest {

    private static final Path FILE = Path.of("some/experiments.yaml");
    private static final Set<String> METHODS = new TreeSet<>(Set.of("nearest_with_available_acc", "most_available_within"));
    private static final String RULE = "  - {name: centre, match: {share: 0.5}, method: nearest_with_available_acc, params: {max_distance_km: 5, max_walk_min: 30, max_cabinets: 10}}\n";

    @Test
    void readsRulesInTheirOrder() {
        assertThat(read("cabinet_selection:\n" + RULE + DEFAULT_RULE)).extracting(Experiment::name).containsExactly("centre", "default");
    }

    @Test
    void theShippedFileIsRight() {
        YamlFile shipped = new YamlFile(Path.of("config/experiments.yaml"), "EXPERIMENTS_FILE");

        assertThat(ExperimentsFile.read(shipped, shipped.content(), METHODS)).isNotEmpty();
    }

    @ParameterizedTest(name = "{1} instead of {0}: {2}")
    @CsvSource(delimiter = '|', nullValues = "none", value = {
        "name: centre               | name: ''                 | [0].name is missing.",
        "name: centre,              | none                     | [0].name is missing.",
        "name: centre               | name: default            | [1] (default).name stands twice in the file.",
        "share: 0.5                 | share: 1.1               | [0] (centre).match.share must be between 0 and 1, but is 1.1.",
        "share: 0.5                 | share: -0.1              | [0] (centre).match.share must be between 0 and 1, but is -0.1.",
        "share: 0.5                 | share: NaN               | [0] (centre).match.share must be between 0 and 1, but is NaN.",
        "nearest_with_available_acc | by_moonlight             | [0] (centre).method 'by_moonlight' is unknown; known: [most_available_within, nearest_with_available_acc].",
        "method: nearest_with_available_acc, | none            | [0] (centre).method 'null' is unknown; known: [most_available_within, nearest_with_available_acc].",
        "max_distance_km: 5         | max_distance_km: 0       | [0] (centre).params.max_distance_km must be above 0.",
        "max_distance_km: 5         | max_distance_km: -1      | [0] (centre).params.max_distance_km must be above 0.",
        "max_distance_km: 5,        | none                     | [0] (centre).params.max_distance_km must be above 0.",
        "max_walk_min: 30           | max_walk_min: 0          | [0] (centre).params.max_walk_min must be above 0.",
        "max_walk_min: 30,          | none                     | [0] (centre).params.max_walk_min must be above 0.",
        "max_cabinets: 10           | max_cabinets: 0          | [0] (centre).params.max_cabinets must be above 0.",
        "', max_cabinets: 10'       | none                     | [0] (centre).params.max_cabinets must be above 0.",
        "', params: {max_distance_km: 5, max_walk_min: 30, max_cabinets: 10}' | none | [0] (centre).params is missing."})
    void refusesAWrongRuleWithFilePlaceAndReason(String right, String wrong, String reason) {
        String rule = RULE.replace(right, wrong == null ? "" : wrong);
        assertThat(rule).isNotEqualTo(RULE);

        assertThatThrownBy(() -> read("cabinet_selection:\n" + rule + DEFAULT_RULE)).isInstanceOf(SettingRefused.class)
            .hasMessage("File " + FILE + ", cabinet_selection" + reason);
    }

    @Test
    void refusesAFileWithoutADefaultRule() {
        assertRefused("cabinet_selection:\n" + RULE, ", cabinet_selection: the last rule must be a default rule without match.");
        assertRefused("cabinet_selection:\n" + DEFAULT_RULE + RULE, ", cabinet_selection: the last rule must be a default rule without match.");
    }

    @Test
    void refusesAFileWithoutRules() {
        assertRefused("cabinet_selection: []\n", ", cabinet_selection: there must be at least a default rule.");
        assertRefused("cabinet_selection:\n", ", cabinet_selection: there must be at least a default rule.");
        assertRefused("{}\n", ", cabinet_selection: there must be at least a default rule.");
    }

    @Test
    void refusesAnEmptyRule() {
        assertRefused("cabinet_selection:\n  -\n" + DEFAULT_RULE, ", cabinet_selection[0].name is missing.");
    }

    @Test
    void refusesAFieldThatNobodyKnows() {
        assertThatThrownBy(() -> read("cabinet_selection:\n" + RULE.replace("share", "shares") + DEFAULT_RULE)).isInstanceOf(SettingRefused.class)
            .hasMessageStartingWith("File " + FILE + " (setting EXPERIMENTS_FILE), cabinet_selection[0].match.shares is unknown; known: [");
    }

    @Test
    void refusesAValueOfTheWrongKind() {
        assertThatThrownBy(() -> read("cabinet_selection:\n" + RULE + DEFAULT_RULE.replace("20,", "far,"))).isInstanceOf(SettingRefused.class)
            .hasMessageStartingWith("File " + FILE + " (setting EXPERIMENTS_FILE), line 3, cabinet_selection[1].params.max_distance_km: ");
    }

    @Test
    void doesNotCutANumberOfCabinetsSilently() {
        assertThatThrownBy(() -> read("cabinet_selection:\n" + DEFAULT_RULE.replace("max_cabinets: 20", "max_cabinets: 2.7"))).isInstanceOf(SettingRefused.class)
            .hasMessageContaining("cabinet_selection[0].params.max_cabinets: ");
    }

    private static Collection<Experiment> read(String content) {
        return ExperimentsFile.read(new YamlFile(FILE, "EXPERIMENTS_FILE"), content, METHODS).values();
    }

    private static void assertRefused(String content, String reason) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(SettingRefused.class).hasMessage("File " + FILE + reason);
    }
}
