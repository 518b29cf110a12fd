package io.batteryexchange.cabinet;

import static io.batteryexchange.store.TestStores.store;
import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.batteryexchange.experiment.TestExperiments;
import io.batteryexchange.geo.Distance;
import io.batteryexchange.settings.BundleSettings.Walk;
import io.batteryexchange.store.TestStores;
import io.batteryexchange.support.TestExchange;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        CabinetSelection selection = selection(rule(20, 60), FAR, NEAR);
        exchange.setVariable("cabinets", selection.none());

        answer(selection, "{'cabinets': [{'cabinet_id': 'c-1', 'store_id': 'grocery:near', 'available': 3}]}");
        answer(selection, "{'cabinets': [{'cabinet_id': 'c-2', 'store_id': 'grocery:far', 'available': 0}]}");

        double km = Distance.km(LAT, LON, LAT + 0.01, LON);
        assertThat(cabinets()).extracting(Candidate::cabinetId).containsExactly("c-1", "c-2");
        assertThat(cabinets().get(0)).isEqualTo(new Candidate("c-1", "grocery:near", km, cabinets().get(0).walkMin(), 3));
        assertThat(cabinets().get(0).walkMin()).isCloseTo(km * 10, within(1e-9));
    }

    @Test
    void ignoresACabinetOfAStoreThatWeDoNotKnowOrWithoutAnId() {
        CabinetSelection selection = selection(rule(20, 60), NEAR);
        exchange.setVariable("cabinets", selection.none());

        answer(selection, "{'cabinets': [{'cabinet_id': 'c-1', 'store_id': 'grocery:gone', 'available': 3}, {'cabinet_id': '', 'store_id': 'grocery:near', 'available': 3}]}");
        answer(selection, "{}");

        assertThat(cabinets()).isEmpty();
    }

    @Test
    void takesOneCandidateAfterTheOtherSoThatTheNextCabinetIsTriedWhenTheFirstIsEmpty() {
        CabinetSelection selection = selection(rule(20, 60), FAR, NEAR);
        exchange.setVariable("cabinets", List.of(
            new Candidate("c-2", "grocery:far", 2.2, 22, 1), new Candidate("c-0", "grocery:far", 2.2, 22, 0), new Candidate("c-1", "grocery:near", 1.1, 11, 1)));

        exchange.setVariable("candidates", selection.rank(exchange));

        selection.takeBest(exchange);
        assertThat(exchange.getVariables()).containsEntry("cabinet_id", "c-1").containsEntry("store_id", "grocery:near").containsEntry("distance_km", 1.1);
        selection.takeBest(exchange);
        assertThat(exchange.getVariables()).containsEntry("cabinet_id", "c-2").containsEntry("store_id", "grocery:far").containsEntry("distance_km", 2.2);
        assertThat((List<?>) exchange.getVariable("candidates")).isEmpty();
    }

    private CabinetSelection selection(String rules, String... stores) {
        return new CabinetSelection(TestStores.of(files, stores), TestExperiments.of(files, rules), WALK, List.of(new NearestWithAvailableAccumulator()));
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
}
