package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.array;
import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.Surroundings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The regular look at what cabinets hold: what it learns, and what it must not take for knowledge. */
class CabinetStockTest extends FlowTest {

    @Test
    void asksForAllStoresOfTheFileInChunksOf200() {
        bundle.pollCabinetStock();

        assertThat(stub.received(CabinetsStub.AVAILABLE)).extracting(call -> call.body().path("store_ids").size()).containsExactly(200, 8);
    }

    @Test
    void knowsWhatEachCabinetHolds() {
        tell(cabinet("c-1", "grocery:123", 4), cabinet("c-2", "garage:321", 0));

        bundle.pollCabinetStock();

        assertThat(stock()).containsExactly("c-1 grocery:123 4", "c-2 garage:321 0");
        assertThat(rows.count("cabinet_stock where seen_at > now() - interval '1 minute'")).isEqualTo(2);
        assertThat(rows.pollerRow("cabinet-stock").get("last_ok_at")).isNotNull();
        assertThat(rows.pollerRow("cabinet-stock")).containsEntry("lease_until", null);
    }

    @Test
    void aLaterLookReplacesWhatWasKnown() {
        tell(cabinet("c-1", "grocery:123", 4));
        bundle.pollCabinetStock();
        tell(cabinet("c-1", "grocery:125", 2));

        lookAgain();

        assertThat(stock()).containsExactly("c-1 grocery:125 2");
    }

    @Test
    void aStockOutLastsFromTheFirstEmptyLookToTheFirstWithSomething() {
        tell(cabinet("c-1", "grocery:123", 0), cabinet("c-2", "grocery:123", 1));
        bundle.pollCabinetStock();
        rows.update("stock_outs set since = '2026-01-05T10:00:00Z'", Map.of());
        lookAgain();
        assertThat(stockOuts()).containsExactly("c-1 grocery:123 open");
        assertThat(rows.count("stock_outs where since = '2026-01-05T10:00:00Z'")).isEqualTo(1);
        tell(cabinet("c-1", "grocery:123", 1), cabinet("c-2", "grocery:123", 0));

        lookAgain();

        assertThat(stockOuts()).containsExactly("c-1 grocery:123 over", "c-2 grocery:123 open");
    }

    @Test
    void theNextEmptyLookIsAnotherStockOut() {
        for (int available : new int[] {0, 3, 0}) {
            tell(cabinet("c-1", "grocery:123", available));
            lookAgain();
        }

        assertThat(stockOuts()).containsExactly("c-1 grocery:123 over", "c-1 grocery:123 open");
    }

    @Test
    void aCabinetThatIsNoLongerToldIsGoneWithItsStockOut() {
        tell(cabinet("c-1", "grocery:123", 0), cabinet("c-2", "grocery:123", 5));
        bundle.pollCabinetStock();
        tell(cabinet("c-2", "grocery:123", 5));

        lookAgain();

        assertThat(stock()).containsExactly("c-2 grocery:123 5");
        assertThat(stockOuts()).containsExactly("c-1 grocery:123 over");
    }

    @Test
    void aCabinetOfAStoreThatTheFileDoesNotNameIsForgotten() {
        tell(cabinet("c-1", "grocery:123", 0));
        bundle.pollCabinetStock();
        rows.update("cabinet_stock set store_id = 'grocery:closed'", Map.of());
        tell();

        lookAgain();

        assertThat(stock()).isEmpty();
        assertThat(stockOuts()).containsExactly("c-1 grocery:123 over");
    }

    @Test
    void aFailedAskChangesNothing() {
        tell(cabinet("c-1", "grocery:123", 0), cabinet("c-2", "grocery:125", 5));
        bundle.pollCabinetStock();
        Object before = everything();
        stub.on(CabinetsStub.AVAILABLE, request -> Answer.error(503, "down"));

        lookAgain();

        assertThat(everything()).isEqualTo(before);
        assertThat(stub.received(CabinetsStub.AVAILABLE)).as("both chunks, each with its repeats").hasSize(2 + 2 * Surroundings.CALLS_A_TRY);
    }

    @Test
    void anAnswerAgainstItsContractChangesNothing() {
        tell(cabinet("c-1", "grocery:123", 3));
        bundle.pollCabinetStock();
        Object before = everything();
        stub.on(CabinetsStub.AVAILABLE, request -> Answer.ok(object("cabinets", array(List.of(object("cabinet_id", "c-1", "store_id", "grocery:123", "available", -1))))));

        lookAgain();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aChunkThatFailsDoesNotHideTheOthers() {
        tell(cabinet("c-1", "grocery:123", 3), cabinet("c-9", "grocery:9204", 3));
        bundle.pollCabinetStock();
        rows.update("pollers set last_ok_at = null", Map.of());
        stub.on(CabinetsStub.AVAILABLE, request -> request.body().path("store_ids").size() == 200 ? Answer.error(500, "oops") : Answer.ok(object("cabinets", array(List.of()))));

        lookAgain();

        assertThat(stock()).as("the first chunk is as it was, the second one's cabinet is gone").containsExactly("c-1 grocery:123 3");
        assertThat(rows.pollerRow("cabinet-stock")).containsEntry("lease_until", null).containsEntry("last_ok_at", null);
    }

    @Test
    void aPartnerThatAsksToWaitIsNotAskedBeforeThat() {
        stub.on(CabinetsStub.AVAILABLE, request -> Answer.error(429, "slow_down").with("Retry-After", "300"));

        bundle.pollCabinetStock();

        assertThat(((Number) rows.value("extract(epoch from due_at - now()) from pollers where name = 'cabinet-stock'")).doubleValue()).isGreaterThan(280);
    }

    @Test
    void anAnswerThatComesAfterTheLeaseIsNotSaved() {
        stub.next(CabinetsStub.AVAILABLE, request -> {
            rows.update("pollers set lease_no = lease_no + 1, lease_until = now() + interval '1 minute' where name = 'cabinet-stock'", Map.of());
            return Answer.ok(object("cabinets", array(List.of(cabinet("c-1", "grocery:123", 0)))));
        });

        bundle.pollCabinetStock();

        assertThat(stock()).isEmpty();
        assertThat(stockOuts()).isEmpty();
        assertThat(stub.received(CabinetsStub.AVAILABLE)).as("this one stops").hasSize(1);
        assertThat(rows.pollerRow("cabinet-stock").get("lease_until")).as("the other's lease").isNotNull();
    }

    @Test
    void asksNothingWhileTheCircuitIsOpenAndKeepsWhatItKnew() {
        tell(cabinet("c-1", "grocery:123", 0));
        bundle.pollCabinetStock();
        Object before = everything();
        bundle.breaker("scooter-accumulator").transitionToForcedOpenState();

        lookAgain();

        assertThat(everything()).isEqualTo(before);
        assertThat(stub.received(CabinetsStub.AVAILABLE)).hasSize(2);
    }

    @Test
    void looksInManualModeToo() {
        rows.manualMode("all");
        tell(cabinet("c-1", "grocery:123", 7));

        bundle.pollCabinetStock();

        assertThat(stock()).containsExactly("c-1 grocery:123 7");
    }

    @Test
    void looksNotWhileAnotherNodeDoesNorBeforeItsTime() {
        rows.update("pollers set lease_until = now() + interval '1 minute' where name = 'cabinet-stock'", Map.of());
        bundle.pollCabinetStock();
        assertThat(stub.received()).isEmpty();
        rows.update("pollers set lease_until = null where name = 'cabinet-stock'", Map.of());
        bundle.pollCabinetStock();

        bundle.pollCabinetStock();

        assertThat(stub.received(CabinetsStub.AVAILABLE)).hasSize(2);
    }

    @Test
    void aCabinetOfAStoreThatWasNotAskedAboutIsNotTaken() {
        stub.on(CabinetsStub.AVAILABLE, request -> Answer.ok(object("cabinets", array(List.of(cabinet("c-1", "grocery:elsewhere", 3))))));

        bundle.pollCabinetStock();

        assertThat(stock()).isEmpty();
    }

    @Test
    void moreThanANumberHoldsIsMany() {
        stub.next(CabinetsStub.AVAILABLE, Answer.ok("{\"cabinets\": [{\"cabinet_id\": \"c-1\", \"store_id\": \"grocery:123\", \"available\": 99999999999999}]}"));

        bundle.pollCabinetStock();

        assertThat(stock()).containsExactly("c-1 grocery:123 2147483647");
    }

    /** From now on scooter-accumulator tells exactly these. */
    private void tell(ObjectNode... told) {
        stub.on(CabinetsStub.AVAILABLE, request -> {
            List<String> asked = new ArrayList<>();
            request.body().path("store_ids").forEach(store -> asked.add(store.asText()));
            return Answer.ok(object("cabinets", array(Arrays.stream(told).filter(cabinet -> asked.contains(cabinet.path("store_id").asText())).toList())));
        });
    }

    private static ObjectNode cabinet(String cabinetId, String storeId, int available) {
        return object("cabinet_id", cabinetId, "store_id", storeId, "available", available);
    }

    private void lookAgain() {
        rows.pollersAreDue();
        bundle.pollCabinetStock();
    }

    private List<Object> stock() {
        return rows.column("cabinet_id || ' ' || store_id || ' ' || available from cabinet_stock order by 1");
    }

    private List<Object> stockOuts() {
        return rows.column("cabinet_id || ' ' || store_id || ' ' || case when until is null then 'open' else 'over' end from stock_outs order by stock_out_id");
    }

    private Object everything() {
        return rows.value("jsonb_build_array((select jsonb_agg(s order by cabinet_id) from cabinet_stock s), (select jsonb_agg(o order by stock_out_id) from stock_outs o))::text");
    }
}
