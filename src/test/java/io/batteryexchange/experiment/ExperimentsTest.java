package io.batteryexchange.experiment;

import static io.batteryexchange.experiment.TestExperiments.DEFAULT_RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.settings.ConfigFiles;
import io.batteryexchange.settings.SettingRefused;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsTest {

    private static final int SCOOTERS = 5_000;

    @TempDir
    private Path files;

    @Test
    void theFirstRuleThatMatchesDecides() {
        Experiments experiments = TestExperiments.of(files,
            rule("centre", "store_ids: ['grocery:1', 'grocery:2']"), rule("also-centre", "store_ids: ['grocery:2', 'grocery:3']"), DEFAULT_RULE);

        assertThat(experiments.forScooter("car-1", "grocery:1").name()).isEqualTo("centre");
        assertThat(experiments.forScooter("car-1", "grocery:2").name()).isEqualTo("centre");
        assertThat(experiments.forScooter("car-1", "grocery:3").name()).isEqualTo("also-centre");
        assertThat(experiments.forScooter("car-1", "grocery:4").name()).isEqualTo("default");
    }

    @Test
    void aDefaultRuleInFrontTakesEverything() {
        assertThat(TestExperiments.of(files, rule("empty-match", ""), DEFAULT_RULE).forScooter("car-1", "grocery:1").name()).isEqualTo("empty-match");
    }

    @Test
    void storeAndShareMustBothMatch() {
        Experiments experiments = TestExperiments.of(files, rule("half-of-centre", "store_ids: ['grocery:1'], share: 0.5"), DEFAULT_RULE);

        assertThat(share(car -> experiments.forScooter(car, "grocery:1").name().equals("half-of-centre"))).isBetween(0.45, 0.55);
        assertThat(share(car -> experiments.forScooter(car, "grocery:2").name().equals("half-of-centre"))).isZero();
    }

    @Test
    void aShareTakesAboutThatPartOfTheScooters() {
        for (double wanted : new double[] {0.01, 0.1, 0.5, 0.9}) {
            Experiments experiments = TestExperiments.of(files, rule("part", "share: " + wanted), DEFAULT_RULE);
            assertThat(share(car -> inPart(experiments, car))).isBetween(wanted - 0.02, wanted + 0.02);
        }
    }

    @Test
    void shareNoughtTakesNoScooterAndShareOneTakesAll() {
        Experiments none = TestExperiments.of(files, rule("part", "share: 0"), DEFAULT_RULE);
        assertThat(share(car -> inPart(none, car))).isZero();

        Experiments all = TestExperiments.of(files, rule("part", "share: 1"), DEFAULT_RULE);
        assertThat(share(car -> inPart(all, car))).isEqualTo(1);
    }

    @Test
    void aScooterStaysOnItsSideOnEveryNodeAndAfterARestart() {
        Experiments one = TestExperiments.of(files, rule("part", "share: 0.5"), DEFAULT_RULE);
        Experiments another = TestExperiments.of(files, rule("part", "share: 0.5"), DEFAULT_RULE);

        assertThat(cars(car -> inPart(another, car))).isEqualTo(cars(car -> inPart(one, car)));
    }

    @Test
    void aGrowingShareKeepsTheScootersThatItHad() {
        Experiments small = TestExperiments.of(files, rule("part", "share: 0.1"), DEFAULT_RULE);
        Experiments large = TestExperiments.of(files, rule("part", "share: 0.3"), DEFAULT_RULE);

        assertThat(cars(car -> inPart(large, car))).containsAll(cars(car -> inPart(small, car)));
    }

    @Test
    void rulesShareOutIndependentlyOfEachOther() {
        Experiments experiments = TestExperiments.of(files, rule("rule-a", "share: 0.5"), rule("rule-b", "share: 0.5"), DEFAULT_RULE);

        assertThat(share(car -> experiments.forScooter(car, "grocery:1").name().equals("rule-a"))).isBetween(0.48, 0.52);
        assertThat(share(car -> experiments.forScooter(car, "grocery:1").name().equals("rule-b"))).isBetween(0.23, 0.27);
    }

    @Test
    void givesTheLimitsOfTheRule() {
        assertThat(TestExperiments.of(files, DEFAULT_RULE).forScooter("car-1", "grocery:1"))
            .isEqualTo(new Experiment("default", null, "nearest_with_available_acc", new Experiment.Params(20.0, 60.0, 20)));
    }

    @Test
    void theSharesOfOneExperimentTakeTheScootersInTheirPartsAndTheRestFallsToTheDefaultRule() {
        Experiments experiments = TestExperiments.of(files, rule("quarter", "share: 0.25"), rule("third-of-the-rest", "share: 0.3333"), DEFAULT_RULE);

        Map<String, Long> scooters = IntStream.range(0, SCOOTERS).mapToObj(i -> experiments.forScooter("car-" + i, "grocery:1").name())
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));

        assertThat(scooters).containsOnlyKeys("quarter", "third-of-the-rest", "default");
        assertThat(scooters.get("quarter") / (double) SCOOTERS).isBetween(0.23, 0.27);
        assertThat(scooters.get("third-of-the-rest") / (double) SCOOTERS).isBetween(0.23, 0.27);
        assertThat(scooters.get("default") / (double) SCOOTERS).isBetween(0.48, 0.52);
    }

    @Test
    void aScooterStaysOnItsSideWhenAnotherRuleIsReadIn() {
        ConfigFiles looks = new ConfigFiles();
        Experiments experiments = TestExperiments.of(files, looks, rule("part", "share: 0.5"), DEFAULT_RULE);
        Set<String> before = cars(car -> inPart(experiments, car));

        TestExperiments.write(files, rule("elsewhere", "store_ids: ['grocery:9']"), rule("part", "share: 0.5"), DEFAULT_RULE);
        looks.look();
        looks.look();

        assertThat(experiments.forScooter("car-1", "grocery:9").name()).isEqualTo("elsewhere");
        assertThat(cars(car -> inPart(experiments, car))).isEqualTo(before);
    }

    @Test
    void keepsItsRulesWhenTheNewContentIsRefused() throws Exception {
        ConfigFiles looks = new ConfigFiles();
        Experiments experiments = TestExperiments.of(files, looks, rule("part", "share: 1"), DEFAULT_RULE);

        TestExperiments.write(files, rule("other", "share: 1").replace("nearest_with_available_acc", "by_moonlight"), DEFAULT_RULE);
        looks.look();
        looks.look();

        assertThat(experiments.forScooter("car-1", "grocery:1").name()).isEqualTo("part");
        assertThat(looks.problems()).contains("cabinet_selection[0] (other).method 'by_moonlight' is unknown; known: [most_available_within, nearest_with_available_acc].");
    }

    @Test
    void doesNotStartWithAMethodThatNobodyKnows() {
        assertThatThrownBy(() -> TestExperiments.of(files, DEFAULT_RULE.replace("nearest_with_available_acc", "by_moonlight"))).isInstanceOf(SettingRefused.class)
            .hasMessage("File " + files.resolve("experiments.yaml")
                + ", cabinet_selection[0] (default).method 'by_moonlight' is unknown; known: [most_available_within, nearest_with_available_acc].");
    }

    private static boolean inPart(Experiments experiments, String car) {
        return experiments.forScooter(car, "grocery:1").name().equals("part");
    }

    private static double share(Predicate<String> chosen) {
        return cars(chosen).size() / (double) SCOOTERS;
    }

    private static Set<String> cars(Predicate<String> chosen) {
        return IntStream.range(0, SCOOTERS).mapToObj(i -> "car-" + i).filter(chosen).collect(Collectors.toSet());
    }

    private static String rule(String name, String match) {
        return "  - {name: " + name + ", match: {" + match + "}, method: nearest_with_available_acc, params: {max_distance_km: 5, max_walk_min: 30, max_cabinets: 10}}\n";
    }
}
