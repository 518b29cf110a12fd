package io.batteryexchange.reconciliation;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.support.TestExchange;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveBookingsTest {

    private final ActiveBookings bookings = new ActiveBookings(new ObjectMapper());
    private final Exchange exchange = TestExchange.with();

    @BeforeEach
    void begin() {
        bookings.begin(exchange);
    }

    @Test
    void aBookingThatTwoPagesShowIsOneBooking() throws JsonProcessingException {
        page("{'bookings':[{'book_id':'b-1','cabinet_id':'c-7','created_at':'2026-01-05T10:00:00Z'}]}");
        page("{'bookings':[{'book_id':'b-1','cabinet_id':'c-7','created_at':'2026-01-05T10:00:00Z'},{'book_id':'b-2','cabinet_id':'c-8'}]}");

        assertThat(new ObjectMapper().readTree(bookings.json(exchange))).isEqualTo(json(
            "[{'book_id':'b-1','cabinet_id':'c-7','created_at':'2026-01-05T10:00:00Z'},{'book_id':'b-2','cabinet_id':'c-8','created_at':null}]"));
    }

    @Test
    void onlyTasksWhoseBookingNoPageShowsHaveLostIt() {
        exchange.setVariable("booked_tasks", List.of(Map.of("task_id", "t-1", "book_id", "b-1"), Map.of("task_id", "t-2", "book_id", "b-2"),
            Map.of("task_id", "t-3", "book_id", "b-3")));
        page("{'bookings':[{'book_id':'b-1','cabinet_id':'c-7'}]}");
        page("{'bookings':[{'book_id':'b-3','cabinet_id':'c-7'}]}");

        assertThat(bookings.gone(exchange)).containsExactly(Map.of("task_id", "t-2", "book_id", "b-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'bookings':null}", "{'bookings':{}}", "{'bookings':[{'cabinet_id':'c-7'}]}", "{'bookings':[{'book_id':'b-1'}]}", "{'bookings':[null]}"})
    void aPageThatCanNotBeReadIsNoEmptyPage(String page) {
        assertThatThrownBy(() -> page(page)).isInstanceOf(UpstreamAnswerUnusable.class).hasMessageStartingWith("scooter-accumulator cabinet/bookings answered unusably");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'pickup_cells':[{'cell_id':'1','taken':true}],'return_cells':[]}",
        "{'pickup_cells':[{'cell_id':'1','taken':false}],'return_cells':[],'issued_by_hand':['acc-1']}"})
    void somethingWasTakenThroughACellOrByHand(String document) {
        exchange.setVariable("answer", json(document));

        assertThat(bookings.taken(exchange)).isTrue();
    }

    @Test
    void nothingWasTakenWhileAllCellsAreFull() {
        exchange.setVariable("answer", json("{'pickup_cells':[{'cell_id':'1','taken':false}],'return_cells':[],'issued_by_hand':[],'returned_by_hand':['acc-1']}"));

        assertThat(bookings.taken(exchange)).isFalse();
    }

    private void page(String page) {
        exchange.setVariable("page", json(page));
        bookings.collect(exchange);
    }
}
