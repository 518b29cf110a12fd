package io.batteryexchange.cabinet;

import static io.batteryexchange.store.TestStores.store;
import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.experiment.Experiments;
import io.batteryexchange.experiment.TestExperiments;
import io.batteryexchange.geo.Distance;
import io.batteryexchange.settings.BundleSettings.Walk;
import io.batteryexchange.settings.ConfigFiles;
import io.batteryexchange.store.TestStores;
import io.batteryexchange.support.TestExchange;
import io.batteryexchange.timeline.TimelineEntries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CabinetSelectionTest {

    private static final double LAT = 55.7;
    private static final double LON = 37.6;
    /** Ten minutes a kilometre. */
    private static final Walk WALK = new Walk(1.5, 9);
    private static final String NEAR = store("grocery:near", LAT + 0.01, LON);
    private static final String FAR = store("grocery:far", LAT + 0.02, LON);

    @TempDir
    private Path files;

    private final Exchange exchange = TestExchange.with("car_id", "car-1", "lat", LAT, "lon", LON);

    @Test
    void asksTheStoresInReachNearestFirst() {
        selection(rule(20, 60), FAR, NEAR, store("grocery:abroad", 48.1, 11.5)).storesInReach(exchange);

        assertThat(chunks()).containsExactly("grocery:near grocery:far");
        assertThat(exchange.getVariable("experiment")).isEqualTo("default");
    }

    @Test
    void asksNobodyWhenNoStoreIsInReach() {
        selection(rule(0.5, 60), FAR, NEAR).storesInReach(exchange);

        assertThat(chunks()).isEmpty();
    }

    @Test
    void leavesAStoreOutThatIsNearEnoughButTooLongAWalk() {
        selection(rule(20, 15), FAR, NEAR).storesInReach(exchange);

        assertThat(chunks()).containsExactly("grocery:near");
    }

    @Test
    void countsAStoreExactlyAtTheLimitAsInReach() {
        double km = Distance.km(LAT, LON, LAT + 0.02, LON);

        selection(rule(km, km * 10 + 1e-9), FAR, NEAR).storesInReach(exchange);
        assertThat(chunks()).containsExactly("grocery:near grocery:far");

        selection(rule(Math.nextDown(km), 60), FAR, NEAR).storesInReach(exchange);
        assertThat(chunks()).containsExactly("grocery:near");
    }

    @Test
    void asksAtMost200StoresInOneCall() {
        String[] stores = IntStream.range(0, 450).mapToObj(i -> store("grocery:" + i, LAT + i * 1e-5, LON)).toArray(String[]::new);

        selection(rule(20, 60), stores).storesInReach(exchange);

        assertThat(chunks()).extracting(chunk -> chunk.split(" ").length).containsExactly(200, 200, 50);
        assertThat(chunks().stream().flatMap(chunk -> Arrays.stream(chunk.split(" "))))
            .containsExactlyElementsOf(IntStream.range(0, 450).mapToObj(i -> "grocery:" + i).toList());
    }

    @Test
    void makesNoEmptyCallWhenTheStoresFillTheirChunks() {
        String[] stores = IntStream.range(0, 200).mapToObj(i -> store("grocery:" + i, LAT, LON)).toArray(String[]::new);

        selection(rule(20, 60), stores).storesInReach(exchange);

        assertThat(chunks()).hasSize(1);
    }

    @Test
    void choosesTheExperimentByTheNearestStoreEvenWhereItIsOutOfReach() {
        String special = "  - {name: special, match: {store_ids: ['grocery:near']}, method: nearest_with_available_acc, "
            + "params: {max_distance_km: 0.1, max_walk_min: 60, max_cabinets: 1}}\n";

        CabinetSelection selection = selection(special + rule(20, 60), FAR, NEAR);
        selection.storesInReach(exchange);

        assertThat(exchange.getVariable("experiment")).isEqualTo("special");
        assertThat(chunks()).isEmpty();
    }

    @Test
    void collectsAvailabilityOverSeveralCallsWithDistanceAndWalk() {
        CabinetSelection selection = asked(selection(rule(20, 60), FAR, NEAR));

        answer(selection, "{'cabinets': [{'cabinet_id': 'c-1', 'store_id': 'grocery:near', 'available': 3}]}");
        answer(selection, "{'cabinets': [{'cabinet_id': 'c-2', 'store_id': 'grocery:far', 'available': 0}]}");

        double km = Distance.km(LAT, LON, LAT + 0.01, LON);
        assertThat(cabinets()).extracting(Candidate::cabinetId).containsExactly("c-1", "c-2");
        assertThat(cabinets().get(0)).isEqualTo(new Candidate("c-1", "grocery:near", km, cabinets().get(0).walkMin(), 3));
        assertThat(cabinets().get(0).walkMin()).isCloseTo(km * 10, within(1e-9));
    }

    @Test
    void ignoresACabinetOfAStoreThatWeDoNotKnowOrWithoutAnId() {
        CabinetSelection selection = asked(selection(rule(20, 60), NEAR));

        answer(selection, "{'cabinets': [{'cabinet_id': 'c-1', 'store_id': 'grocery:gone', 'available': 3}, {'cabinet_id': '', 'store_id': 'grocery:near', 'available': 3}]}");
        answer(selection, "{}");

        assertThat(cabinets()).isEmpty();
    }

    @Test
    void takesOneCandidateAfterTheOtherSoThatTheNextCabinetIsTriedWhenTheFirstIsEmpty() {
        CabinetSelection selection = asked(selection(rule(20, 60), FAR, NEAR));
        answer(selection, cabinets("c-2 grocery:far 1", "c-0 grocery:far 0", "c-1 grocery:near 1"));

        selection.rank(exchange);

        selection.takeBest(exchange);
        assertThat(exchange.getVariables()).containsEntry("cabinet_id", "c-1").containsEntry("store_id", "grocery:near")
            .containsEntry("distance_km", Distance.km(LAT, LON, LAT + 0.01, LON));
        selection.takeBest(exchange);
        assertThat(exchange.getVariables()).containsEntry("cabinet_id", "c-2").containsEntry("store_id", "grocery:far")
            .containsEntry("distance_km", Distance.km(LAT, LON, LAT + 0.02, LON));
        assertThat((List<?>) exchange.getVariable("candidates")).isEmpty();
    }

    @Test
    void ranksByTheMethodOfTheExperiment() {
        CabinetSelection selection = asked(selection(rule(20, 60).replace("nearest_with_available_acc", "most_available_within"), FAR, NEAR));
        answer(selection, cabinets("c-near grocery:near 1", "c-far grocery:far 9"));

        selection.rank(exchange);

        assertThat(candidates()).extracting(Candidate::cabinetId).containsExactly("c-far", "c-near");
    }

    @Test
    void stillGoesByTheRuleItBeganWithWhenTheExperimentsAreReadAgainInBetween() {
        ConfigFiles looks = new ConfigFiles();
        CabinetSelection selection = asked(selection(TestExperiments.of(files, looks, rule(20, 60)), NEAR));
        answer(selection, cabinets("c-1 grocery:near 1", "c-2 grocery:near 9"));

        TestExperiments.write(files, rule(0.5, 60).replace("nearest_with_available_acc", "most_available_within").replace("max_cabinets: 20", "max_cabinets: 1"));
        looks.look();
        looks.look();
        selection.rank(exchange);

        assertThat(candidates()).extracting(Candidate::cabinetId).containsExactly("c-1", "c-2");
        asked(selection);
        assertThat(chunks()).isEmpty();
    }

    @Test
    void saysWhichLimitAStoreIsBeyondWithoutAskingIt() throws Exception {
        CabinetSelection selection = asked(selection(rule(2.5, 15), NEAR, FAR, store("grocery:abroad", 48.1, 11.5)));

        assertThat(selection.rejectedJson(exchange)).isEqualTo(
            "[{\"store_id\":\"grocery:far\",\"why\":\"22 min > 15 min\"},{\"store_id\":\"grocery:abroad\",\"why\":\"1969.8 km > 2.5 km\"}]");
        assertThat(chunks()).containsExactly("grocery:near");
    }

    @Test
    void tellsNoMoreThanTheTwentyNearestStoresOutOfReach() {
        String[] stores = IntStream.range(0, 30).mapToObj(i -> store("grocery:" + i, LAT + 0.1 + i * 0.01, LON)).toArray(String[]::new);

        CabinetSelection selection = asked(selection(rule(0.5, 60), stores));

        assertThat(rejected(selection)).hasSize(20).first().asString().startsWith("grocery:0 11.1 km");
        assertThat(rejected(selection)).last().asString().startsWith("grocery:19 ");
    }

    @Test
    void doesNotAskAStoreInManualMode() {
        exchange.setVariable("manual_scopes", "grocery:other grocery:near");

        CabinetSelection selection = asked(selection(rule(20, 60), FAR, NEAR));

        assertThat(chunks()).containsExactly("grocery:far");
        assertThat(rejected(selection)).containsExactly("grocery:near manual mode");
    }

    @Test
    void asksNobodyWhileManualModeIsOnEverywhere() {
        exchange.setVariable("manual_scopes", "all");

        CabinetSelection selection = asked(selection(rule(20, 60), FAR, NEAR, store("grocery:abroad", 48.1, 11.5)));
        selection.rank(exchange);

        assertThat(chunks()).isEmpty();
        assertThat(candidates()).isEmpty();
        assertThat(rejected(selection)).containsExactly("grocery:near manual mode", "grocery:far manual mode", "grocery:abroad 1969.8 km > 20.0 km");
        assertThat(selection.summary(exchange)).isEqualTo("no cabinet: manual mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "allotment:1"})
    void asksEveryStoreInReachWhileNoneOfThemIsInManualMode(String scopes) {
        exchange.setVariable("manual_scopes", scopes);

        asked(selection(rule(20, 60), FAR, NEAR));

        assertThat(chunks()).containsExactly("grocery:near grocery:far");
    }

    @Test
    void neverTakesACabinetOfAStoreThatWasNotAskedHoweverTheAnswerNamesIt() {
        exchange.setVariable("manual_scopes", "grocery:near");
        CabinetSelection selection = asked(selection(rule(20, 60), FAR, NEAR));

        answer(selection, cabinets("c-1 grocery:near 5", "c-2 grocery:far 5"));
        selection.rank(exchange);

        assertThat(candidates()).extracting(Candidate::cabinetId).containsExactly("c-2");
    }

    @Test
    void saysOfEachCabinetWhyItIsNoCandidate() throws Exception {
        CabinetSelection selection = asked(selection(rule(20, 60).replace("max_cabinets: 20", "max_cabinets: 1"), FAR, NEAR, store("garage:1", LAT + 0.03, LON)));
        answer(selection, cabinets("c-1 grocery:near 0", "c-2 grocery:near 2", "c-3 grocery:far 2"));

        selection.rank(exchange);

        assertThat(candidates()).extracting(Candidate::cabinetId).containsExactly("c-2");
        assertThat(selection.rejectedJson(exchange)).isEqualTo("[{\"cabinet_id\":\"c-1\",\"store_id\":\"grocery:near\",\"why\":\"0 available\"},"
            + "{\"cabinet_id\":\"c-3\",\"store_id\":\"grocery:far\",\"why\":\"not among the best 1\"},"
            + "{\"store_id\":\"garage:1\",\"why\":\"without a cabinet\"}]");
    }

    @Test
    void countsOnlyUsableCabinetsAmongTheBest() {
        CabinetSelection selection = asked(selection(rule(20, 60).replace("max_cabinets: 20", "max_cabinets: 2"), NEAR));
        answer(selection, cabinets("c-0 grocery:near 0", "c-1 grocery:near 1", "c-2 grocery:near -1", "c-3 grocery:near 1", "c-4 grocery:near 1"));

        selection.rank(exchange);

        assertThat(candidates()).extracting(Candidate::cabinetId).containsExactly("c-1", "c-3");
        assertThat(rejected(selection)).containsExactly("c-0 0 available", "c-2 -1 available", "c-4 not among the best 2");
    }

    @Test
    void saysWhichCabinetWasBookedAwayMeanwhile() {
        CabinetSelection selection = asked(selection(rule(20, 60), FAR, NEAR));
        answer(selection, cabinets("c-1 grocery:near 1", "c-2 grocery:far 0"));
        selection.rank(exchange);

        selection.takeBest(exchange);
        selection.bookedAway(exchange);

        assertThat(rejected(selection)).containsExactly("c-1 booked away", "c-2 0 available");
        assertThat(selection.summary(exchange)).isEqualTo("no cabinet: 2 rejected (nearest: c-1 booked away)");
    }

    @Test
    void saysThatTheCabinetAskedBeforeACrashWasBookedAway() throws Exception {
        Exchange repeated = TestExchange.with("cabinet_id", "c-9", "store_id", "grocery:near", "rejected", "[{\"store_id\":\"of an earlier attempt\"}]");
        CabinetSelection selection = selection(rule(20, 60), NEAR);

        selection.bookedAway(repeated);

        assertThat(selection.rejectedJson(repeated)).isEqualTo("[{\"cabinet_id\":\"c-9\",\"store_id\":\"grocery:near\",\"why\":\"booked away\"}]");
        assertThat(selection.summary(repeated)).isEqualTo("no cabinet: 1 rejected (nearest: c-9 booked away)");
    }

    @Test
    void beginsTheRejectedOnesAnewWithEachSearch() {
        CabinetSelection selection = asked(selection(rule(0.5, 60), NEAR));

        asked(selection);

        assertThat(rejected(selection)).hasSize(1);
    }

    @Test
    void tellsTheFiftyNearestRejectedOnes() throws Exception {
        CabinetSelection selection = asked(selection(rule(20, 60), FAR, NEAR));
        answer(selection, cabinets(IntStream.range(0, 80).mapToObj(i -> "c-" + (100 + i) + (i < 40 ? " grocery:far 0" : " grocery:near 0")).toArray(String[]::new)));
        selection.rank(exchange);

        JsonNode told = new ObjectMapper().readTree(selection.rejectedJson(exchange));

        assertThat(told).hasSize(50);
        assertThat(told.get(0).path("cabinet_id").asText()).isEqualTo("c-140");
        assertThat(told.get(49).path("cabinet_id").asText()).isEqualTo("c-109");
        assertThat(selection.summary(exchange)).isEqualTo("no cabinet: 80 rejected (nearest: c-140 0 available)");
    }

    @Test
    void entersTheTimelineAsTheSameListThatTheTaskShows() throws Exception {
        CabinetSelection selection = asked(selection(rule(20, 60), FAR, NEAR, store("grocery:abroad", 48.1, 11.5)));
        answer(selection, cabinets("c-1 grocery:near 0", "c-2 grocery:far 0"));
        selection.rank(exchange);

        new TimelineEntries().setback("no cabinet", "rejected", exchange);

        assertThat(new ObjectMapper().readTree(TimelineEntries.of(exchange).textWhenSaved()).get(0).path("detail").path("rejected"))
            .isEqualTo(new ObjectMapper().readTree(selection.rejectedJson(exchange))).hasSize(3);
    }

    @Test
    void tellsNothingThatTheDatabaseWouldRefuse() throws Exception {
        CabinetSelection selection = asked(selection(rule(20, 60), NEAR));
        answer(selection, "{'cabinets': [{'cabinet_id': 'c-\\u00001', 'store_id': 'grocery:near', 'available': 0}]}");
        selection.rank(exchange);

        assertThat(selection.rejectedJson(exchange)).contains("\"c-1\"").doesNotContain("u0000");
    }

    @Test
    void sumsUpThatNoStoreIsInReachByTheLimitThatFailed() {
        CabinetSelection tooFar = asked(selection(rule(0.5, 60), FAR, NEAR));
        assertThat(tooFar.summary(exchange)).isEqualTo("no cabinet: no store within 0.5 km");

        CabinetSelection tooLong = asked(selection(rule(20, 10), FAR, NEAR));
        assertThat(tooLong.summary(exchange)).isEqualTo("no cabinet: no store within 10 min");
    }

    @Test
    void doesNotBlameManualModeAloneWhereOneCabinetWasEmpty() {
        exchange.setVariable("manual_scopes", "grocery:near");
        CabinetSelection selection = asked(selection(rule(20, 60), FAR, NEAR, store("grocery:abroad", 48.1, 11.5)));
        answer(selection, cabinets("c-2 grocery:far 0"));
        selection.rank(exchange);

        assertThat(selection.summary(exchange)).isEqualTo("no cabinet: 2 rejected (nearest: grocery:near manual mode)");
    }

    @Test
    void doesNotBlameTheDistanceWhenACandidateCameToNothing() {
        CabinetSelection selection = asked(selection(rule(20, 60), NEAR, store("grocery:abroad", 48.1, 11.5)));
        answer(selection, cabinets("c-1 grocery:near 1"));
        selection.rank(exchange);

        assertThat(selection.summary(exchange)).isEqualTo("no cabinet");
    }

    private CabinetSelection selection(String rules, String... stores) {
        return selection(TestExperiments.of(files, rules), stores);
    }

    private CabinetSelection selection(Experiments experiments, String... stores) {
        return new CabinetSelection(TestStores.of(files, stores), experiments, WALK, List.of(new NearestWithAvailableAccumulator(), new MostAvailableWithin()));
    }

    /** As the route begins. */
    private CabinetSelection asked(CabinetSelection selection) {
        exchange.setVariable("cabinets", selection.none());
        selection.storesInReach(exchange);
        return selection;
    }

    /** An answer of cabinets, each told as {@code id store available}. */
    private static String cabinets(String... cabinets) {
        return Arrays.stream(cabinets).map(cabinet -> cabinet.split(" "))
            .map(cabinet -> "{'cabinet_id': '" + cabinet[0] + "', 'store_id': '" + cabinet[1] + "', 'available': " + cabinet[2] + "}")
            .collect(Collectors.joining(",", "{'cabinets': [", "]}"));
    }

    /** What the route saves, told as {@code id why}. */
    private List<String> rejected(CabinetSelection selection) {
        List<String> told = new ArrayList<>();
        try {
            new ObjectMapper().readTree(selection.rejectedJson(exchange))
                .forEach(entry -> told.add(entry.path("cabinet_id").asText(entry.path("store_id").asText()) + " " + entry.path("why").asText()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return told;
    }

    private static String rule(double km, double minutes) {
        return "  - {name: default, method: nearest_with_available_acc, params: {max_distance_km: " + km + ", max_walk_min: " + minutes + ", max_cabinets: 20}}\n";
    }

    private void answer(CabinetSelection selection, String answer) {
        exchange.setVariable("answer", json(answer));
        selection.collect(exchange);
    }

    @SuppressWarnings("unchecked")
    private List<String> chunks() {
        return exchange.getVariable("store_chunks", List.class);
    }

    @SuppressWarnings("unchecked")
    private List<Candidate> cabinets() {
        return exchange.getVariable("cabinets", List.class);
    }

    @SuppressWarnings("unchecked")
    private List<Candidate> candidates() {
        return exchange.getVariable("candidates", List.class);
    }
}
