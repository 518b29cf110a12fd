package io.batteryexchange.claim;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.support.TestExchange;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalPageTest {

    private static final String EVENT = "{'operation_id': 501, 'claim_id': 'claim-1', 'change_type': 'status_changed', 'new_status': 'accepted', 'revision': 4}";

    private final JournalPage journal = new JournalPage();

    @Test
    void takesAllEventsAndTheNewCursor() {
        Exchange exchange = read("{'cursor': 'next', 'events': [" + EVENT + "," + EVENT.replace("501", "17000000000001") + "]}");

        assertThat(json(exchange.getVariable("page_events", String.class))).isEqualTo(json("[" + EVENT + "," + EVENT.replace("501", "17000000000001") + "]"));
        assertThat(exchange.getVariable("new_cursor")).isEqualTo("next");
        assertThat(exchange.getVariable("wait_ms")).isEqualTo(0L);
    }

    @Test
    void keepsTheCursorOfAnEmptyPage() {
        Exchange exchange = read("{'cursor': 'next', 'events': []}");

        assertThat(exchange.getVariable("new_cursor")).isEqualTo("next");
        assertThat(exchange.getVariable("page_events")).isEqualTo("[]");
    }

    @Test
    void keepsAnEventOfAKindThatWeDoNotKnow() {
        Exchange exchange = read("{'cursor': 'next', 'events': [{'operation_id': 1, 'claim_id': 'c', 'change_type': 'of_next_year', 'revision': 1, 'more': {}}]}");

        assertThat(exchange.getVariable("page_events", String.class)).contains("of_next_year");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{'events': []}", "{'cursor': '', 'events': []}", "{'cursor': null, 'events': []}", "{'cursor': 'next'}", "{'cursor': 'next', 'events': null}",
        "{'cursor': 'next', 'events': {}}", "{'cursor': 'next', 'events': 'none'}"})
    void takesNothingOfAPageWithoutCursorOrEvents(String page) {
        assertThatThrownBy(() -> read(page)).isInstanceOf(UpstreamAnswerUnusable.class)
            .hasMessage("cargo claims/journal answered unusably: a page without cursor or events");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'claim_id': 'claim-1', 'change_type': 'status_changed', 'revision': 4}",
        "{'operation_id': '501', 'claim_id': 'claim-1', 'change_type': 'status_changed', 'revision': 4}",
        "{'operation_id': 501.5, 'claim_id': 'claim-1', 'change_type': 'status_changed', 'revision': 4}",
        "{'operation_id': 501, 'change_type': 'status_changed', 'revision': 4}",
        "{'operation_id': 501, 'claim_id': '', 'change_type': 'status_changed', 'revision': 4}",
        "{'operation_id': 501, 'claim_id': 'claim-1', 'revision': 4}",
        "{'operation_id': 501, 'claim_id': 'claim-1', 'change_type': null, 'revision': 4}",
        "{'operation_id': 501, 'claim_id': 'claim-1', 'change_type': 'status_changed'}",
        "{'operation_id': 501, 'claim_id': 'claim-1', 'change_type': 'status_changed', 'revision': null}",
        "null", "5", "[]"})
    void takesNothingOfAPageWithAnEventWithoutItsKey(String event) {
        String page = "{'cursor': 'next', 'events': [" + EVENT + "," + event + "]}";

        assertThatThrownBy(() -> read(page)).isInstanceOf(UpstreamAnswerUnusable.class).hasMessageContaining("an event without operation_id");
    }

    @ParameterizedTest
    @CsvSource({"5000, 5000", "0, 0", "300000, 300000", "300001, 300000", "999999999, 300000", "soon, 0", "-5, 0", "1.5, 0", "'', 0", "99999999999999999999, 0"})
    void obeysTheWishedPauseWithinReason(String header, long wait) {
        Exchange exchange = TestExchange.with("answer", json("{'cursor': 'next', 'events': []}"), "polling_delay_ms", header);

        journal.read(exchange);

        assertThat(exchange.getVariable("wait_ms")).isEqualTo(wait);
    }

    @ParameterizedTest(name = "cursor {0}, {1} events, pause {2}: {3}")
    @CsvSource({
        "next, 1, , true",
        "next, 0, , false",
        "same, 1, , false",
        "next, 1, 0, true",
        "next, 1, 2000, false"})
    void readsOnWhileThePagesMove(String cursor, int events, String pause, String readOn) {
        Exchange exchange = TestExchange.with("poller_cursor", "same", "polling_delay_ms", pause,
            "answer", json("{'cursor': '" + cursor + "', 'events': [" + (events == 0 ? "" : EVENT) + "]}"));

        journal.read(exchange);

        assertThat(exchange.getVariable("read_on")).isEqualTo(readOn);
    }

    @Test
    void readsOnAfterTheVeryFirstPage() {
        assertThat(read("{'cursor': 'next', 'events': [" + EVENT + "]}").getVariable("read_on")).isEqualTo("true");
    }

    private Exchange read(String page) {
        Exchange exchange = TestExchange.with("answer", json(page));
        journal.read(exchange);
        return exchange;
    }
}
