package io.batteryexchange.screen;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenSchemaTest {

    /** The sample of the contract. */
    private static final String SCREEN = """
        {'constructor_items': [
          {'type': 'header', 'id': 'title', 'title': 'Получение аккумуляторов', 'subtitle': 'Шкаф c-7, Льва Толстого 16'},
          {'type': 'counter', 'id': 'received', 'title': 'Получено', 'value': 0},
          {'type': 'counter', 'id': 'left', 'title': 'Осталось', 'value': 1},
          {'type': 'text', 'id': 'notice', 'text': 'Ячейка открыта', 'tone': 'info'},
          {'type': 'button', 'id': 'next', 'title': 'Получить аккумулятор', 'style': 'primary',
           'actions': [{'type': 'request', 'method': 'POST', 'url': '/taximeter/screens/v1/battery_exchange/open?cargo_ref_id=claim-1'}]},
          {'type': 'button', 'id': 'close', 'title': 'Закрыть', 'actions': [{'type': 'close'}]}
        ]}""";

    @Test
    void takesTheSampleOfTheContract() {
        assertThat(violations(SCREEN)).isEmpty();
    }

    @ParameterizedTest(name = "{1} instead of {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", value = {
        // closed sets
        "'type': 'text'             | 'type': 'image'",
        "'id': 'notice'             | 'id': 'hint'",
        "'id': 'next'               | 'id': 'again'",
        "'id': 'left'               | 'id': 'notice'",
        "'tone': 'info'             | 'tone': 'fatal'",
        "'style': 'primary'         | 'style': 'red'",
        "'type': 'close'            | 'type': 'back'",
        "'method': 'POST'           | 'method': 'DELETE'",
        // shapes
        "'value': 0                 | 'value': -1",
        "'value': 0                 | 'value': '0'",
        "'value': 0                 | 'value': 0.5",
        ", 'value': 0               | none",
        ", 'tone': 'info'           | none",
        "'title': 'Закрыть'         | 'title': ''",
        "'title': 'Закрыть'         | 'title': ' '",
        "'title': 'Закрыть'         | 'title': null",
        "{'type': 'close'}          | none",
        "'method': 'POST',          | none",
        // nothing more than is written
        "'value': 0                 | 'value': 0, 'max': 5",
        "{'type': 'close'}          | {'type': 'close', 'url': '/taximeter/'}",
        "'tone': 'info'             | 'tone': 'info', 'title': 'Внимание'",
        "{'constructor_items'       | {'version': 1, 'constructor_items'",
        // one header, in front
        "'type': 'header', 'id': 'title' | 'type': 'counter', 'id': 'title'",
        "'id': 'title'              | 'id': 'header'",
        // an id once; one leg
        "'id': 'left'               | 'id': 'received'",
        "'id': 'left'               | 'id': 'returned'",
        "'id': 'close'              | 'id': 'next'"})
    void refusesWhatTheClientWouldNotUnderstand(String right, String wrong) {
        String screen = SCREEN.replace(right, wrong == null ? "" : wrong);
        assertThat(screen).isNotEqualTo(SCREEN);

        assertThat(violations(screen)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://elsewhere.example/taximeter/a", "https://elsewhere.example/", "//elsewhere.example/taximeter/a", "taximeter/a", "/operator/v1/tasks", "/taximeter/",
        "/taximeter", "/taximeter/../operator/v1/tasks", "/taximeter//a", "/taximeter/a?b=c d", "/taximeter/a?b=", "/taximeter/a?b", "/taximeter/a#b", "/taximeter/a?b=c&amp;d=e", ""})
    void refusesAUrlThatLeavesTheCourierApiOrIsNotEncoded(String url) {
        assertThat(violations(SCREEN.replaceFirst("'url': '[^']*'", "'url': '" + url + "'"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/taximeter/v1/find_vehicle", "/taximeter/v1/find_vehicle?cargo_ref_id=a&point_id=17000000000001", "/taximeter/a?cell_id=c-7%2F3"})
    void takesEveryUrlOfTheCourierApi(String url) {
        assertThat(violations(SCREEN.replaceFirst("'url': '[^']*'", "'url': '" + url + "'"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{'constructor_items': null}", "{'constructor_items': []}",
        "{'constructor_items': [{'type': 'header', 'id': 'title', 'title': 'Nothing to do'}]}"})
    void refusesAScreenWithoutContent(String screen) {
        assertThat(violations(screen)).isNotEmpty();
    }

    private static Iterable<String> violations(String screen) {
        return ScreenSchema.violations(json(screen));
    }
}
