package io.batteryexchange.experiment;

import io.batteryexchange.settings.ConfigFiles;
import io.batteryexchange.settings.WatchedFile;
import io.batteryexchange.settings.YamlFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The rules of {@code config/experiments.yaml}, which is read again when it changes: the first that matches decides. */
@Component
public class Experiments {

    private final WatchedFile<Experiment> rules;

    Experiments(@Value("${experiments.file}") Path path, List<? extends NamedMethod> methods, ConfigFiles files) {
        Set<String> known = new TreeSet<>();
        methods.forEach(method -> known.add(method.name()));
        YamlFile file = new YamlFile(path, "EXPERIMENTS_FILE");
        this.rules = files.watch(file, "rules", content -> ExperimentsFile.read(file, content, known));
    }

    /** The rule for a scooter whose nearest store is {@code nearestStoreId}. */
    public Experiment forScooter(String carId, String nearestStoreId) {
        return rules.entries().values().stream().filter(rule -> matches(rule, carId, nearestStoreId)).findFirst().orElseThrow();
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
}
