package io.batteryexchange.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.batteryexchange.cabinet.SelectionMethod;
import io.batteryexchange.settings.SettingRefused;
import io.batteryexchange.settings.YamlFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The rules of {@code config/experiments.yaml}: the first that matches decides. */
@Component
public class Experiments {

    private record ExperimentsFile(@JsonProperty("cabinet_selection") List<Experiment> cabinetSelection) {
    }

    private final List<Experiment> rules;

    Experiments(@Value("${experiments.file}") Path file, List<SelectionMethod> methods) {
        Set<String> known = new HashSet<>();
        methods.forEach(method -> known.add(method.name()));
        this.rules = read(file, known);
    }

    /** The rule for a scooter whose nearest store is {@code nearestStoreId}. */
    public Experiment forScooter(String carId, String nearestStoreId) {
        return rules.stream().filter(rule -> matches(rule, carId, nearestStoreId)).findFirst().orElseThrow();
    }

    private static boolean matches(Experiment rule, String carId, String nearestStoreId) {
        Experiment.Match match = rule.match();
        return match == null
            || (match.storeIds() == null || match.storeIds().contains(nearestStoreId))
            && (match.share() == null || position(rule.name(), carId) < match.share());
    }

    /** Where a scooter stands between 0 and 1: the same for ever, and independent between rules of different names. */
    static double position(String ruleName, String carId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((ruleName + "/" + carId).getBytes(StandardCharsets.UTF_8));
            return Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt()) / (double) (1L << 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static List<Experiment> read(Path file, Set<String> methods) {
        List<Experiment> rules = YamlFile.read(file, ExperimentsFile.class, "EXPERIMENTS_FILE").cabinetSelection();
        check(rules != null && !rules.isEmpty(), "File " + file + ", cabinet_selection: there must be at least a default rule.");
        TreeMap<String, Integer> names = new TreeMap<>();
        for (int i = 0; i < rules.size(); i++) {
            Experiment rule = rules.get(i);
            String place = "File " + file + ", cabinet_selection[" + i + "]";
            check(rule != null && rule.name() != null && !rule.name().isBlank(), place + ".name is missing.");
            place += " (" + rule.name() + ")";
            check(names.put(rule.name(), i) == null, place + ".name stands twice in the file.");
            check(methods.contains(rule.method()), place + ".method '" + rule.method() + "' is unknown; known: " + methods + ".");
            Experiment.Params params = rule.params();
            check(params != null, place + ".params is missing.");
            check(params.maxDistanceKm() != null && params.maxDistanceKm() > 0, place + ".params.max_distance_km must be above 0.");
            check(params.maxWalkMin() != null && params.maxWalkMin() > 0, place + ".params.max_walk_min must be above 0.");
            check(params.maxCabinets() != null && params.maxCabinets() > 0, place + ".params.max_cabinets must be above 0.");
            Double share = rule.match() == null ? null : rule.match().share();
            check(share == null || share >= 0 && share <= 1, place + ".match.share must be between 0 and 1, but is " + share + ".");
        }
        check(rules.get(rules.size() - 1).match() == null, "File " + file + ", cabinet_selection: the last rule must be a default rule without match.");
        return List.copyOf(rules);
    }

    private static void check(boolean right, String sentence) {
        if (!right) {
            throw new SettingRefused(sentence);
        }
    }
}
