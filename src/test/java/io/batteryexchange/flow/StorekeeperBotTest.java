package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.TelegramStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The storekeepers' bot on camel-telegram and a stub of the Bot API. Chat 1001 is listed for all stores of the flow tests, chat 1002 for none but garage:321. */
@ExtendWith(OutputCaptureExtension.class)
class StorekeeperBotTest extends FlowTest {

    private static final long KEEPER = 1001;
    private static final long GARAGE_KEEPER = 1002;
    private static final long STRANGER = 666;

    private static RouteController routes;

    @Autowired
    private JdbcClient jdbc;

    /** Once for all tests: it begins to read a second after it is started. */
    @BeforeEach
    void botIsOn() throws Exception {
        routes = bundle.camel().getRouteController();
        if (!routes.getRouteStatus(TelegramStub.BOT).isStarted()) {
            routes.startRoute(TelegramStub.BOT);
        }
    }

    @AfterAll
    static void botIsOff() throws Exception {
        routes.stopRoute(TelegramStub.BOT);
    }

    @Test
    void issuesByClaimId() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");

        JsonNode answer = ask("/issue claim-1 acc-91");

        assertThat(answer.path("chat_id").asText()).isEqualTo("1001");
        assertThat(answer.path("text").asText()).isEqualTo("Записано: аккумулятор acc-91 выдан курьеру, самокат N-scooter-1");
        assertThat(buttons(answer)).containsExactly("Обновить");
        assertThat(stub.received(CabinetsStub.MARK_ISSUED)).singleElement().satisfies(call ->
            assertThat(call.field("issued_by")).isEqualTo("telegram:1001/keeper1001"));
        assertThat(rows.timeline(task)).endsWith("storekeeper_action accumulator issued ok");
    }

    @Test
    void takesInByTheEndOfTheTaskId() {
        String task = rows.performedTask("at_return", "delivery_arrived", "ab");

        JsonNode answer = ask("/return@BatteryExchangeBot " + task.substring(30).toUpperCase() + " acc-old");

        assertThat(answer.path("text").asText()).isEqualTo("Записано: аккумулятор acc-old принят у курьера, самокат N-scooter-1");
        assertThat(stub.received(CabinetsStub.MARK_RETURNED)).singleElement().satisfies(call -> assertThat(call.field("accumulator_id")).isEqualTo("acc-old"));
    }

    @Test
    void aClaimThatTheTaskLetGoOfStillLeadsToIt() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        rows.bookAnotherClaim(task, "claim-2");

        ask("/issue claim-1 acc-91");

        assertThat(rows.count("hand_overs where task_id = '" + task + "'")).isEqualTo(1);
    }

    @Test
    void anUpdateThatIsReadTwiceIsOneHandOver() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");

        ask("/issue claim-1 acc-91");
        ask("/issue claim-1 acc-91");

        assertThat(stub.received(CabinetsStub.MARK_ISSUED)).hasSize(1);
        assertThat(rows.count("hand_overs")).isEqualTo(1);
        assertThat(rows.timeline(task)).endsWith("storekeeper_action accumulator issued ok", "storekeeper_action accumulator issued skipped");
    }

    @Test
    void anUpdateIsConfirmedAfterItsAnswerOnly() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");

        ask("/issue claim-1 acc-91");

        String confirmation = String.valueOf(telegram.lastUpdate() + 1);
        await().until(() -> offsets().contains(confirmation));
        List<String> calls = stub.received().stream().map(call -> confirmation.equals(call.query().get("offset")) ? "confirmation" : call.path()).toList();
        assertThat(calls.indexOf("confirmation")).isGreaterThan(calls.indexOf(TelegramStub.SEND));
    }

    @Test
    void saysThatAHandOverIsKeptWhenTheCabinetIsDown() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        stub.on(CabinetsStub.MARK_ISSUED, request -> Answer.error(503, "down"));

        assertThat(ask("/issue claim-1 acc-91").path("text").asText()).contains("Записано", "сообщим ему позже");

        assertThat(rows.count("hand_overs where told_at is null")).isEqualTo(1);
    }

    @Test
    void saysThatTheCabinetRefuses() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        stub.on(CabinetsStub.MARK_ISSUED, request -> Answer.error(409, "not_here"));

        assertThat(ask("/issue claim-1 acc-66").path("text").asText()).startsWith("Не записано").contains("acc-66");
    }

    @Test
    void saysThatThereIsNothingToHandOver() {
        rows.performedTask("done", "delivered_finish", "abc");

        assertThat(ask("/issue claim-1 acc-91").path("text").asText()).startsWith("По этому заказу нечего выдавать");

        assertThat(changesOfCabinets()).isEmpty();
    }

    @Test
    void showsTheCellsAndOffersWhatNoDoorGivesOut() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "unknown", true, false).giveBack("c-7/9"));

        JsonNode answer = ask("/status claim-1");

        assertThat(answer.path("text").asText()).isEqualTo("""
            Самокат N-scooter-1: курьер у шкафа, получает
            Шкаф c-7, курьер courier-5
            Осталось выдать 1, принять 1
            c-7/3: выдача, нет связи, сломана, acc-new
            c-7/9: возврат, закрыта""");
        assertThat(buttons(answer)).containsExactly("Выдан acc-new", "Обновить");

        JsonNode done = press(data(answer, "Выдан acc-new"));

        assertThat(done.path("text").asText()).startsWith("Записано: аккумулятор acc-new выдан курьеру");
        assertThat(rows.timeline(task)).endsWith("storekeeper_action accumulator issued ok");
        assertThat(stub.received(TelegramStub.ANSWER_PRESS)).singleElement().satisfies(call -> assertThat(call.field("callback_query_id")).startsWith("press-"));
        assertThat(press(data(done, "Обновить")).path("text").asText()).startsWith("Самокат N-scooter-1");
    }

    @Test
    void offersToTakeInWhatIsOut() {
        rows.performedTask("attention", "returned_finish", "ab");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9", "closed", true, false));

        JsonNode answer = ask("/status claim-1");

        assertThat(buttons(answer)).containsExactly("Принят acc-old", "Обновить");
        assertThat(press(data(answer, "Принят acc-old")).path("text").asText()).startsWith("Записано: аккумулятор acc-old принят у курьера");
    }

    @Test
    void offersNothingWhenAllIsDone() {
        rows.performedTask("at_return", "delivered", "abc");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", true, true).giveBack("c-7/9", "closed", false, true));

        assertThat(buttons(ask("/status claim-1"))).containsExactly("Обновить");
    }

    @Test
    void showsATaskWithoutABooking() {
        String task = rows.task("waiting", "store_id", "grocery:123", "car_number", "N-1");

        assertThat(ask("/status " + task).path("text").asText()).isEqualTo("Самокат N-1: заказ отложен\nШкаф —, курьер —");
    }

    @Test
    void saysThatTheCabinetIsSilent() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        stub.on(CabinetsStub.BOOKING, request -> Answer.error(500, "broken"));

        assertThat(ask("/status claim-1").path("text").asText()).startsWith("Шкаф сейчас не отвечает");
    }

    @Test
    void asksWhichTaskIsMeant() {
        rows.bookedTask("at_cabinet", "task_id", "01a20a2e-630e-7a74-9ae5-2bcf03abc123", "car_number", "N-1");
        String second = rows.bookedTask("at_cabinet", "task_id", "01a20a2e-630e-7a74-9ae5-2bcf04abc123", "car_number", "N-2", "car_id", "s-2", "tag_id", "t-2",
            "cabinet_id", "c-8", "book_id", "book-2");

        JsonNode answer = ask("/issue abc123 acc-91");

        assertThat(answer.path("text").asText()).contains("abc123", "Какой");
        assertThat(buttons(answer)).containsExactly("Самокат N-1, шкаф c-7", "Самокат N-2, шкаф c-8");
        assertThat(rows.count("hand_overs")).isZero();

        press(data(answer, "Самокат N-2, шкаф c-8"));

        assertThat(rows.column("task_id from hand_overs")).containsExactly(second);
    }

    @Test
    void aTaskOfAnotherStoreDoesNotMakeACodeAmbiguous() {
        rows.bookedTask("at_cabinet", "task_id", "01a20a2e-630e-7a74-9ae5-2bcf03abc123");
        String garage = rows.bookedTask("at_cabinet", "task_id", "01a20a2e-630e-7a74-9ae5-2bcf04abc123", "car_id", "s-2", "tag_id", "t-2", "store_id", "garage:321",
            "book_id", "book-2");

        askFrom(GARAGE_KEEPER, "ru", "/issue abc123 acc-91");

        assertThat(rows.column("task_id from hand_overs")).containsExactly(garage);
    }

    @Test
    void anotherStoresKeeperLearnsNothingAndTheTimelineTells() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");

        String known = askFrom(GARAGE_KEEPER, "ru", "/issue claim-1 acc-91").path("text").asText();
        String unknown = askFrom(GARAGE_KEEPER, "ru", "/issue claim-9 acc-91").path("text").asText();

        assertThat(known).isEqualTo(unknown).isEqualTo("У вашего магазина нет такого заказа");
        assertThat(rows.timeline(task)).containsExactly("storekeeper_action refused issue failed");
        assertThat(rows.value("detail ->> 'by' from timeline")).isEqualTo("telegram:1002/keeper1002");
        assertThat(rows.count("hand_overs")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status claim-1", "/issue claim-1 acc-91", "/help", "/issue claim-9 acc-91"})
    void aStrangerLearnsNothing(String command) {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");

        assertThat(askFrom(STRANGER, "en", command).path("text").asText()).isEqualTo("No store lists this chat (666)");

        assertThat(rows.timeline(task)).hasSize(command.contains("claim-1") ? 1 : 0).allMatch(entry -> entry.matches("storekeeper_action refused (status|issue) failed"));
        assertThat(changesOfCabinets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/help", "/start", "/unknown", "hello", "/issue claim-1", "/issue", "/status", "/return claim-1 acc-1 acc-2", "/status 12345"})
    void explainsItself(String text) {
        assertThat(ask(text).path("text").asText()).contains("/issue", "/return", "/status");
    }

    @ParameterizedTest
    @CsvSource({"ru, Что я умею", "en, What I can do", "en-GB, What I can do", "de, Что я умею"})
    void speaksTheLanguageOfThePerson(String language, String beginning) {
        assertThat(askFrom(KEEPER, language, "/help").path("text").asText()).startsWith(beginning);
    }

    @Test
    void explainsItselfToAButtonThatItDoesNotKnow() {
        assertThat(press("x").path("text").asText()).contains("/issue");
    }

    @Test
    void doesNotChatInGroupsAndSkipsWhatIsNotForIt() {
        telegram.write(-1001, "how are you");
        telegram.offer("edited_message", TelegramStub.message(KEEPER, "ru", "/help"));
        telegram.offer("callback_query", object("id", "p-1", "from", object("id", 5, "is_bot", false, "first_name", "X"), "chat_instance", "1", "data", "x"));
        telegram.offer("message", object("message_id", 1, "date", 1_767_600_000, "chat", object("id", KEEPER, "type", "private"),
            "from", object("id", 5, "is_bot", false, "first_name", "X"), "sticker", object("file_id", "f", "type", "regular", "width", 512, "height", 512,
                "is_animated", false, "is_video", true, "emoji", "x", "set_name", "s", "file_unique_id", "u", "file_size", 100)));

        await().untilAsserted(() -> assertThat(telegram.said()).hasSize(1));

        assertThat(telegram.said().get(0).path("text").asText()).contains("/issue");
    }

    @Test
    void whatWasDoneStaysDoneWhenTheAnswerDoesNotArrive(CapturedOutput output) {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        stub.on(TelegramStub.SEND, request -> Answer.error(403, "bot was blocked by the user"));

        ask("/issue claim-1 acc-91");

        await().untilAsserted(() -> assertThat(output).contains("chat 1001 gets no answer: "));
        assertThat(rows.count("hand_overs where told_at is not null")).isEqualTo(1);
        assertThat(telegram.said()).hasSize(1);
        assertThat(output).doesNotContain(TelegramStub.TOKEN.substring(4));
    }

    @Test
    void anAnswerIsSentAgainWhenTheBotApiStumbles() {
        stub.next(TelegramStub.SEND, Answer.error(502, "bad gateway"), Answer.lost());

        telegram.write(KEEPER, "/help");

        await().untilAsserted(() -> assertThat(telegram.said()).hasSize(3));
    }

    @Test
    void saysThatACommandFailedAndGoesOn() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        jdbc.sql("alter table hand_overs rename to hand_overs_gone").update();
        try {
            assertThat(ask("/issue claim-1 acc-91").path("text").asText()).startsWith("Не получилось");
        } finally {
            jdbc.sql("alter table hand_overs_gone rename to hand_overs").update();
        }

        assertThat(ask("/issue claim-1 acc-91").path("text").asText()).startsWith("Записано");
    }

    @Test
    void tellsOnceThatItCannotReadAndNeverTheToken(CapturedOutput output) {
        stub.on(TelegramStub.UPDATES, request -> Answer.error(409, "another reader"));

        await().atMost(Duration.ofSeconds(20)).until(() -> stub.received(TelegramStub.UPDATES).size() > 1);

        assertThat(output.getOut().lines().filter(line -> line.contains("can't read its updates"))).singleElement().asString().contains("409").doesNotContain("another reader");
        assertThat(output).doesNotContain(TelegramStub.TOKEN.substring(4));
    }

    private List<String> offsets() {
        return stub.received(TelegramStub.UPDATES).stream().map(call -> call.query().getOrDefault("offset", "none")).toList();
    }

    private List<String> changesOfCabinets() {
        return stub.received().stream().map(call -> call.path()).filter(path -> path.contains("/mark_")).toList();
    }

    private JsonNode ask(String text) {
        return askFrom(KEEPER, "ru", text);
    }

    private JsonNode askFrom(long chatId, String language, String text) {
        int before = telegram.said().size();
        telegram.write(chatId, language, text);
        return answer(before);
    }

    private JsonNode press(String data) {
        int before = telegram.said().size();
        telegram.press(KEEPER, data);
        return answer(before);
    }

    private JsonNode answer(int before) {
        await().atMost(Duration.ofSeconds(20)).until(() -> telegram.said().size() > before);
        return telegram.said().get(before);
    }

    private static List<String> buttons(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        answer.path("reply_markup").path("inline_keyboard").forEach(row -> row.forEach(button -> texts.add(button.path("text").asText())));
        return texts;
    }

    private static String data(JsonNode answer, String text) {
        for (JsonNode row : answer.path("reply_markup").path("inline_keyboard")) {
            if (row.path(0).path("text").asText().equals(text)) {
                return row.path(0).path("callback_data").asText();
            }
        }
        throw new AssertionError("no button " + text);
    }
}
