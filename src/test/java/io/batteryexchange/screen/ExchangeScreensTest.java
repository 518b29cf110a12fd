package io.batteryexchange.screen;

import static io.batteryexchange.support.BookingDocument.booking;
import static io.batteryexchange.support.BookingDocument.ofOne;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.store.TestStores;
import io.batteryexchange.support.BookingDocument;
import io.batteryexchange.support.TestExchange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeScreensTest {

    private static final String STATUS = "/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1";
    private static final String OPEN = "/taximeter/screens/v1/battery_exchange/open?cargo_ref_id=claim-1";
    private static final String BROKEN = "/taximeter/screens/v1/battery_exchange/broken?cargo_ref_id=claim-1&cell_id=";

    @TempDir
    private Path files;

    private ExchangeScreens screens;

    @BeforeEach
    void createScreens() {
        screens = TestScreens.of(TestStores.of(files, TestStores.store("grocery:123", 55.7, 37.6)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', value = {
        "at_cabinet | ru | Получение аккумуляторов | Шкаф c-7, Store grocery:123  | Получено   | Осталось | Получить аккумулятор",
        "at_cabinet | en | Collect accumulators    | Cabinet c-7, Store grocery:123 | Received | Left     | Get an accumulator",
        "at_return  | ru | Возврат аккумуляторов   | Шкаф c-7, Store grocery:123  | Возвращено | Осталось | Вернуть аккумулятор",
        "at_return  | en | Return accumulators     | Cabinet c-7, Store grocery:123 | Returned | Left     | Return an accumulator"})
    void offersTheFirstAccumulator(String leg, String language, String title, String subtitle, String done, String left, String next) throws JsonProcessingException {
        Screen screen = status(leg, language, ofOne());

        assertThat(screen.ids()).containsExactly("title", leg.equals("at_cabinet") ? "received" : "returned", "left", "next");
        assertThat(screen.item("title").path("title").asText()).isEqualTo(title);
        assertThat(screen.item("title").path("subtitle").asText()).isEqualTo(subtitle);
        assertThat(screen.items().get(1).path("title").asText()).isEqualTo(done);
        assertThat(screen.items().get(1).path("value").asInt()).isZero();
        assertThat(screen.item("left").path("title").asText()).isEqualTo(left);
        assertThat(screen.item("left").path("value").asInt()).isEqualTo(1);
        assertThat(screen.item("next").path("title").asText()).isEqualTo(next);
        assertThat(screen.item("next").path("style").asText()).isEqualTo("primary");
        assertThat(screen.actions("next")).containsExactly("POST " + OPEN);
    }

    @Test
    void offersTheNextAccumulatorAfterOneIsTaken() throws JsonProcessingException {
        Screen screen = status("at_cabinet", "ru", booking().pickupCell("c-7/3", "closed").pickupCell("c-7/4", "closed").taken("c-7/3"));

        assertThat(screen.item("received").path("value").asInt()).isEqualTo(1);
        assertThat(screen.item("left").path("value").asInt()).isEqualTo(1);
        assertThat(screen.ids()).contains("next").doesNotContain("close");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "at_cabinet | ru | Все аккумуляторы на месте. Закройте экран и сдвиньте слайдер",
        "at_cabinet | en | All accumulators are accounted for. Close the screen and move the slider",
        "at_return  | ru | Все аккумуляторы на месте. Закройте экран и сдвиньте слайдер",
        "at_return  | en | All accumulators are accounted for. Close the screen and move the slider"})
    void sendsTheCourierToTheSliderWhenNothingIsLeft(String leg, String language, String notice) throws JsonProcessingException {
        Screen screen = status(leg, language, ofOne().taken("c-7/3").returned("c-7/9"));

        assertThat(screen.ids()).containsExactly("title", leg.equals("at_cabinet") ? "received" : "returned", "left", "notice", "close");
        assertThat(screen.items().get(1).path("value").asInt()).isEqualTo(1);
        assertThat(screen.item("left").path("value").asInt()).isZero();
        assertNotice(screen, "info", notice);
        assertThat(screen.actions("close")).containsExactly("close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_cabinet", "at_return"})
    void countsWhatTheStorekeeperDidByHand(String leg) throws JsonProcessingException {
        Screen screen = status(leg, "ru", ofOne().broken("c-7/3").broken("c-7/9").issuedByHand("acc-55").returnedByHand("acc-9"));

        assertThat(screen.items().get(1).path("value").asInt()).isEqualTo(1);
        assertThat(screen.item("left").path("value").asInt()).isZero();
        assertThat(screen.ids()).contains("close").doesNotContain("next");
    }

    @ParameterizedTest
    @CsvSource({"at_cabinet, c-7/3, ru, Ячейка c-7/3 ещё открыта. Закройте дверцу", "at_return, c-7/9, en, Cell c-7/9 is still open. Close its door"})
    void remindsTheCourierOfADoorThatIsStillOpen(String leg, String cell, String language, String notice) throws JsonProcessingException {
        Screen screen = status(leg, language, ofOne().state(cell, "open"));

        assertNotice(screen, "warning", notice);
        assertThat(screen.ids()).contains("next");
    }

    @ParameterizedTest(name = "{0} broken, {1}")
    @CsvSource(delimiter = '|', value = {
        "1 | ru | Невозможно открыть 1 ячейку. Обратитесь к кладовщику",
        "2 | ru | Невозможно открыть 2 ячейки. Обратитесь к кладовщику",
        "5 | ru | Невозможно открыть 5 ячеек. Обратитесь к кладовщику",
        "1 | en | 1 cell cannot be opened. Please ask the storekeeper",
        "2 | en | 2 cells cannot be opened. Please ask the storekeeper",
        "5 | en | 5 cells cannot be opened. Please ask the storekeeper"})
    void sendsTheCourierToTheStorekeeperWhenOnlyBrokenCellsAreLeft(int cells, String language, String notice) throws JsonProcessingException {
        BookingDocument booking = booking();
        for (int i = 0; i < cells; i++) {
            booking.pickupCell("p/" + i, "closed").broken("p/" + i).returnCell("r/" + i, "closed").broken("r/" + i);
        }

        for (String leg : new String[] {"at_cabinet", "at_return"}) {
            Screen screen = status(leg, language, booking);
            assertThat(screen.ids()).containsExactly("title", leg.equals("at_cabinet") ? "received" : "returned", "left", "notice", "close");
            assertThat(screen.item("left").path("value").asInt()).isEqualTo(cells);
            assertNotice(screen, "error", notice);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', value = {
        "at_cabinet | ru | c-7/3 | Ячейка c-7/3 открыта. Заберите аккумулятор и закройте дверцу               | Аккумулятор получен        | Ячейка не открылась",
        "at_cabinet | en | c-7/3 | Cell c-7/3 is open. Take the accumulator and close the door                | I have the accumulator     | The cell did not open",
        "at_return  | ru | c-7/9 | Ячейка c-7/9 открыта. Положите разряженный аккумулятор и закройте дверцу   | Аккумулятор возвращён      | Ячейка не открылась",
        "at_return  | en | c-7/9 | Cell c-7/9 is open. Put the discharged accumulator in and close the door   | I put the accumulator in   | The cell did not open"})
    void showsWhichCellIsOpenAndTheTwoWaysOn(String leg, String language, String cell, String notice, String taken, String notOpened) throws JsonProcessingException {
        Exchange exchange = exchange(leg, language);
        exchange.setVariable("cell_id", cell);

        Screen screen = Screen.read(screens.open(exchange));

        assertThat(screen.ids()).containsExactly("title", "notice", "taken", "not_opened");
        assertNotice(screen, "info", notice);
        assertThat(screen.item("taken").path("title").asText()).isEqualTo(taken);
        assertThat(screen.actions("taken")).containsExactly("GET " + STATUS);
        assertThat(screen.item("not_opened").path("title").asText()).isEqualTo(notOpened);
        assertThat(screen.actions("not_opened")).containsExactly("POST " + BROKEN + cell.replace("/", "%2F"), "GET " + STATUS);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', value = {
        "at_cabinet | ru | Шкаф сейчас недоступен. Подождите или обратитесь в поддержку",
        "at_cabinet | en | The cabinet is not available now. Wait or contact support",
        "at_return  | ru | Шкаф сейчас недоступен. Подождите или обратитесь в поддержку",
        "at_return  | en | The cabinet is not available now. Wait or contact support"})
    void offersNothingToOpenWhileTheCabinetSystemDoesNotAnswer(String leg, String language, String notice) throws JsonProcessingException {
        Screen screen = Screen.read(screens.unavailable(exchange(leg, language)));

        assertThat(screen.ids()).containsExactly("title", "notice", "close");
        assertNotice(screen, "error", notice);
        assertThat(screen.actions("close")).containsExactly("close");
    }

    @Test
    void anIdCannotBreakOutOfAUrl() throws JsonProcessingException {
        Exchange exchange = exchange("at_cabinet", "ru");
        exchange.setVariable("claim_id", "a&cell_id=b /ключ");
        exchange.setVariable("cell_id", "c-7/3?x=1&y#");

        Screen screen = Screen.read(screens.open(exchange));

        assertThat(screen.actions("not_opened").get(0)).isEqualTo("POST /taximeter/screens/v1/battery_exchange/broken"
            + "?cargo_ref_id=a%26cell_id%3Db+%2F%D0%BA%D0%BB%D1%8E%D1%87&cell_id=c-7%2F3%3Fx%3D1%26y%23");
    }

    @Test
    void stillShowsAScreenWhenTheStoreIsGoneFromTheFile() throws JsonProcessingException {
        Exchange exchange = exchange("at_cabinet", "ru");
        exchange.setVariable("store_id", "grocery:gone");

        assertThat(Screen.read(screens.unavailable(exchange)).item("title").path("subtitle").asText()).isEqualTo("Шкаф c-7, grocery:gone");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', value = {
        "at_cabinet | ru | Шкаф на ручном обслуживании. Ячейки не открываются, обратитесь к кладовщику",
        "at_return  | ru | Шкаф на ручном обслуживании. Ячейки не открываются, обратитесь к кладовщику",
        "returning  | ru | Шкаф на ручном обслуживании. Ячейки не открываются, обратитесь к кладовщику"})
    void offersNothingToOpenInManualModeButCounts(String leg, String language, String notice) throws JsonProcessingException {
        Screen screen = statusInManualMode(leg, language, ofOne());

        assertThat(screen.ids()).containsExactly("title", leg.equals("at_cabinet") ? "received" : "returned", "left", "notice", "close");
        assertThat(screen.item("left").path("value").asInt()).isEqualTo(1);
        assertNotice(screen, "warning", notice);
    }

    @Test
    void saysItInEnglishToo() throws JsonProcessingException {
        assertThat(statusInManualMode("at_cabinet", "en", ofOne()).item("notice").path("text").asText()).contains("storekeeper");
    }

    @Test
    void sendsTheCourierToTheSliderInManualModeWhenTheStorekeeperGaveHimAll() throws JsonProcessingException {
        Screen screen = statusInManualMode("at_cabinet", "ru", ofOne().issuedByHand("acc-55"));

        assertNotice(screen, "info", "Все аккумуляторы на месте. Закройте экран и сдвиньте слайдер");
    }

    @ParameterizedTest(name = "{0} after {1} time-outs: {2}")
    @CsvSource({"at_cabinet, 1, false", "at_cabinet, 2, true", "at_cabinet, 3, true", "at_return, 1, false", "at_return, 2, true"})
    void offersToReportACellAfterItsSecondTimeOut(String leg, int timeouts, boolean offered) throws JsonProcessingException {
        String cell = leg.equals("at_cabinet") ? "c-7/3" : "c-7/9";

        Screen screen = statusAfterTimeOuts(leg, ofOne(), cell, timeouts);

        assertThat(screen.ids().contains("not_opened")).isEqualTo(offered);
        assertThat(screen.ids()).contains("next");
        if (offered) {
            assertThat(screen.actions("not_opened")).containsExactly(
                "POST /taximeter/screens/v1/battery_exchange/broken?cargo_ref_id=claim-1&cell_id=" + cell.replace("/", "%2F"),
                "GET /taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1");
        }
    }

    @Test
    void offersToReportNoCellThatIsReportedOrDoneOrOfAnotherBooking() throws JsonProcessingException {
        BookingDocument two = ofOne().pickupCell("c-7/4", "closed");

        assertThat(statusAfterTimeOuts("at_cabinet", two.broken("c-7/3"), "c-7/3", 2).ids()).contains("next").doesNotContain("not_opened");
        assertThat(statusAfterTimeOuts("at_cabinet", ofOne().pickupCell("c-7/4", "closed").taken("c-7/3"), "c-7/3", 2).ids()).contains("next").doesNotContain("not_opened");
        assertThat(statusAfterTimeOuts("at_cabinet", ofOne(), "c-7/77", 2).ids()).contains("next").doesNotContain("not_opened");
    }

    private Screen statusInManualMode(String leg, String language, BookingDocument booking) throws JsonProcessingException {
        Exchange exchange = exchange(leg, language);
        exchange.setVariable("answer", booking.json());
        exchange.setVariable("manual_mode", true);
        return Screen.read(screens.status(exchange));
    }

    private Screen statusAfterTimeOuts(String leg, BookingDocument booking, String cell, int timeouts) throws JsonProcessingException {
        Exchange exchange = exchange(leg, "ru");
        exchange.setVariable("answer", booking.json());
        exchange.setVariable("unresolved_cell_id", cell);
        exchange.setVariable("opening_timeouts", timeouts);
        return Screen.read(screens.status(exchange));
    }

    private Screen status(String leg, String language, BookingDocument booking) throws JsonProcessingException {
        Exchange exchange = exchange(leg, language);
        exchange.setVariable("answer", booking.json());
        return Screen.read(screens.status(exchange));
    }

    private static Exchange exchange(String leg, String language) {
        return TestExchange.with("leg", leg, "language", language, "store_id", "grocery:123", "cabinet_id", "c-7", "claim_id", "claim-1");
    }

    private static void assertNotice(Screen screen, String tone, String text) {
        assertThat(screen.item("notice").path("tone").asText()).isEqualTo(tone);
        assertThat(screen.item("notice").path("text").asText()).isEqualTo(text);
    }

    /** A screen that keeps to the schema. */
    private record Screen(JsonNode document) {

        static Screen read(String text) throws JsonProcessingException {
            JsonNode document = new ObjectMapper().readTree(text);
            assertThat(ScreenSchema.violations(document)).as(text).isEmpty();
            return new Screen(document);
        }

        JsonNode items() {
            return document.path("constructor_items");
        }

        List<String> ids() {
            List<String> ids = new ArrayList<>();
            items().forEach(item -> ids.add(item.path("id").asText()));
            return ids;
        }

        JsonNode item(String id) {
            return items().get(ids().indexOf(id));
        }

        List<String> actions(String button) {
            List<String> actions = new ArrayList<>();
            item(button).path("actions").forEach(action -> actions.add(
                action.path("type").asText().equals("close") ? "close" : action.path("method").asText() + " " + action.path("url").asText()));
            return actions;
        }
    }
}
