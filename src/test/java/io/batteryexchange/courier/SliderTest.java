package io.batteryexchange.courier;

import static io.batteryexchange.support.BookingDocument.booking;
import static io.batteryexchange.support.BookingDocument.ofOne;
import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.batteryexchange.support.BookingDocument;
import io.batteryexchange.support.TestExchange;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SliderTest {

    private final Slider slider = TestSlider.slider();

    @Test
    void letsACourierGoWhoTookEverythingAndClosedTheDoor() throws JsonProcessingException {
        assertAllowed(atCabinet("at_cabinet", ofOne().taken("c-7/3")));
        assertAllowed(atCabinet("at_return", ofOne().taken("c-7/3").returned("c-7/9")));
    }

    @Test
    void letsACourierGoWhomTheStorekeeperServed() throws JsonProcessingException {
        assertAllowed(atCabinet("at_cabinet", ofOne().broken("c-7/3").issuedByHand("acc-55")));
        assertAllowed(atCabinet("at_return", ofOne().taken("c-7/3").broken("c-7/9").returnedByHand("acc-9")));
    }

    @Test
    void keepsACourierWhoLeavesAccumulatorsBehind() throws JsonProcessingException {
        assertRefused(atCabinet("at_cabinet", ofOne()), "accumulators_left", "{'count': 1}", "Заберите все аккумуляторы: осталось 1");
        assertRefused(atCabinet("at_cabinet", booking().pickupCell("c-7/3", "closed").pickupCell("c-7/4", "closed").pickupCell("c-7/5", "closed").taken("c-7/3")),
            "accumulators_left", "{'count': 2}", "Заберите все аккумуляторы: осталось 2");
    }

    @Test
    void keepsACourierWhoDidNotBringTheDischargedOneBack() throws JsonProcessingException {
        assertRefused(atCabinet("at_return", ofOne().taken("c-7/3")), "accumulators_not_returned", "{'count': 1}", "Верните все аккумуляторы: осталось 1");
    }

    @Test
    void doesNotTakeABrokenCellForATakenAccumulator() throws JsonProcessingException {
        assertRefused(atCabinet("at_cabinet", ofOne().broken("c-7/3")), "accumulators_left", "{'count': 1}", "Заберите все аккумуляторы: осталось 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "unknown", "something-new"})
    void keepsACourierWhoseDoorIsNotKnownToBeClosed(String state) throws JsonProcessingException {
        assertRefused(atCabinet("at_cabinet", ofOne().taken("c-7/3").state("c-7/3", state)), "cell_open", "{'cell_id': 'c-7/3'}", "Закройте ячейку c-7/3");
        assertRefused(atCabinet("at_return", ofOne().returned("c-7/9").state("c-7/9", state)), "cell_open", "{'cell_id': 'c-7/9'}", "Закройте ячейку c-7/9");
    }

    @Test
    void everyCellOfTheBookingMustBeClosedNotOnlyThoseOfTheLeg() throws JsonProcessingException {
        assertRefused(atCabinet("at_cabinet", ofOne().taken("c-7/3").state("c-7/9", "open")), "cell_open", "{'cell_id': 'c-7/9'}", "Закройте ячейку c-7/9");
    }

    @Test
    void keepsEverybodyWhileTheCabinetSystemDoesNotAnswer() throws JsonProcessingException {
        Exchange exchange = TestExchange.with();

        assertRefused(new Judgement(exchange, slider.unavailable(exchange)), "cabinet_unavailable", "{}", "Шкаф сейчас недоступен. Повторите позже");
    }

    @ParameterizedTest(name = "{0} % with limit 95: {1}")
    @CsvSource({"100, true", "95, true", "94, false", "0, false"})
    void theScooterMustHoldAFullyChargedAccumulator(int percent, boolean allowed) throws JsonProcessingException {
        Judgement judgement = atScooter("acc-old", "{'online': true, 'battery': {'accumulator_id': 'acc-new', 'level_percent': " + percent + "}}");

        if (allowed) {
            assertAllowed(judgement);
        } else {
            assertRefused(judgement, "accumulator_not_charged", "{'percent': " + percent + "}",
                "Аккумулятор в самокате заряжен на " + percent + " %. Нужен полностью заряженный");
        }
    }

    @Test
    void doesNotRoundAnAlmostFullAccumulatorUp() throws JsonProcessingException {
        assertRefused(atScooter("acc-old", "{'online': true, 'battery': {'accumulator_id': 'acc-new', 'level_percent': 94.9}}"),
            "accumulator_not_charged", "{'percent': 94}", "Аккумулятор в самокате заряжен на 94 %. Нужен полностью заряженный");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'online': true, 'battery': {'accumulator_id': 'acc-old', 'level_percent': 100}}",
        "{'online': true, 'battery': {'accumulator_id': '', 'level_percent': 100}}",
        "{'online': true, 'battery': {'accumulator_id': null, 'level_percent': 100}}",
        "{'online': true, 'battery': {'level_percent': 100}}",
        "{'online': true}"})
    void theScooterMustHoldAnotherAccumulatorThanBefore(String details) throws JsonProcessingException {
        assertRefused(atScooter("acc-old", details), "accumulator_not_replaced", "{}", "В самокате прежний аккумулятор. Замените его");
    }

    @Test
    void takesAnyAccumulatorForAnotherWhenTheFirstWasNeverKnown() throws JsonProcessingException {
        assertAllowed(atScooter(null, "{'online': true, 'battery': {'accumulator_id': 'acc-new', 'level_percent': 100}}"));
    }

    @Test
    void anAccumulatorWithoutAReadingIsNotTakenForCharged() throws JsonProcessingException {
        assertRefused(atScooter("acc-old", "{'online': true, 'battery': {'accumulator_id': 'acc-new'}}"), "accumulator_not_charged", "{'percent': 0}",
            "Аккумулятор в самокате заряжен на 0 %. Нужен полностью заряженный");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'online': false,", ""})
    void doesNotJudgeAScooterByOldTelemetry(String online) throws JsonProcessingException {
        assertRefused(atScooter("acc-old", "{" + online + "'battery': {'accumulator_id': 'acc-new', 'level_percent': 100}}"), "vehicle_offline", "{}",
            "Самокат не на связи. Подождите минуту и повторите");
    }

    @Test
    void letsACourierGoWhoReportedTheScooter() throws JsonProcessingException {
        Exchange exchange = TestExchange.with("scooter_report", "vehicle_not_found");

        assertAllowed(new Judgement(exchange, slider.allowed(exchange)));
    }

    @Test
    void speaksTheLanguageOfTheCall() throws JsonProcessingException {
        Exchange exchange = TestExchange.with("leg", "at_cabinet", "answer", ofOne().state("c-7/3", "open").json(), "language", "en");

        assertRefused(new Judgement(exchange, slider.atCabinet(exchange)), "cell_open", "{'cell_id': 'c-7/3'}", "Close cell c-7/3");
    }

    private record Judgement(Exchange exchange, String answer) {
    }

    private Judgement atCabinet(String leg, BookingDocument booking) throws JsonProcessingException {
        Exchange exchange = TestExchange.with("leg", leg, "answer", booking.json());
        return new Judgement(exchange, slider.atCabinet(exchange));
    }

    private Judgement atScooter(String accumulatorBefore, String details) throws JsonProcessingException {
        Exchange exchange = TestExchange.with("accumulator_before", accumulatorBefore, "answer", json(details));
        return new Judgement(exchange, slider.atScooter(exchange));
    }

    private static void assertAllowed(Judgement judgement) {
        assertThat(json(judgement.answer)).isEqualTo(json("{'allowed': true}"));
        assertThat(judgement.exchange.getVariable("slider_outcome")).isEqualTo("ok");
        assertThat(judgement.exchange.getVariable("refusal")).isNull();
    }

    private static void assertRefused(Judgement judgement, String code, String details, String message) {
        assertThat(json(judgement.answer)).isEqualTo(json(
            "{'allowed': false, 'code': '" + code + "', 'message': '" + message + "', 'details': " + details + "}"));
        assertThat(judgement.exchange.getVariable("slider_outcome")).isEqualTo("failed");
        assertThat(judgement.exchange.getVariable("refusal")).isEqualTo(code);
    }
}
