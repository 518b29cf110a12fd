package io.batteryexchange.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.batteryexchange.settings.SettingRefused;
import io.batteryexchange.settings.YamlFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads and checks {@code config/experiments.yaml} (shape: contracts, deployment). */
record ExperimentsFile(@JsonProperty("cabinet_selection") List<Experiment> cabinetSelection) {

    /**
     * The rules by name, in the file's order.
     *
     * @param methods the names that a rule's method may have
     * @throws SettingRefused with the file, the place and the reason
     */
    static Map<String, Experiment> read(YamlFile file, String content, Set<String> methods) {
        List<Experiment> rules = file.parse(content, ExperimentsFile.class).cabinetSelection();
        String list = "File " + file.path() + ", cabinet_selection";
        check(rules != null && !rules.isEmpty(), list + ": there must be at least a default rule.");
        Map<String, Experiment> byName = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            Experiment rule = rules.get(i);
            String place = list + "[" + i + "]";
            check(rule != null && rule.name() != null && !rule.name().isBlank(), place + ".name is missing.");
            place += " (" + rule.name() + ")";
            check(byName.put(rule.name(), rule) == null, place + ".name stands twice in the file.");
            check(rule.method() != null && methods.contains(rule.method()), place + ".method '" + rule.method() + "' is unknown; known: " + methods + ".");
            Experiment.Params params = rule.params();
            check(params != null, place + ".params is missing.");
            check(params.maxDistanceKm() != null && params.maxDistanceKm() > 0, place + ".params.max_distance_km must be above 0.");
            check(params.maxWalkMin() != null && params.maxWalkMin() > 0, place + ".params.max_walk_min must be above 0.");
            check(params.maxCabinets() != null && params.maxCabinets() > 0, place + ".params.max_cabinets must be above 0.");
            Double share = rule.match() == null ? null : rule.match().share();
            check(share == null || share >= 0 && share <= 1, place + ".match.share must be between 0 and 1, but is " + share + ".");
        }
        check(rules.get(rules.size() - 1).match() == null, list + ": the last rule must be a default rule without match.");
        return Collections.unmodifiableMap(byName);
    }

    private static void check(boolean right, String sentence) {
        if (!right) {
            throw new SettingRefused(sentence);
        }
    }
}
