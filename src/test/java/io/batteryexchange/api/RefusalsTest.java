package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.courier.TestSlider;
import io.batteryexchange.screen.TestScreens;
import io.batteryexchange.store.TestStores;
import io.batteryexchange.support.TestExchange;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalsTest {

    @TempDir
    private Path files;

    private Refusals refusals;

    @BeforeEach
    void createRefusals() {
        refusals = new Refusals(new ObjectMapper(), new ApiErrors(new ObjectMapper(), new Texts()),
            List.of(TestScreens.of(TestStores.of(files, TestStores.store("grocery:123", 55.7, 37.6))), TestSlider.slider()));
    }

    @Test
    void tellsTheCourierInHisLanguageWhyTheCallIsRefused() throws JsonProcessingException {
        Exchange exchange = failed(new ApiRefusal(400, "bad_request", "point_id"), "language", "en");

        refusals.answer(exchange);

        assertAnswer(exchange, 400, "{'code': 'bad_request', 'message': 'Wrong or missing parameter: point_id'}");
    }

    @Test
    void speaksRussianWhenTheCallNamedNoLanguage() throws JsonProcessingException {
        Exchange exchange = failed(new ApiRefusal(403, "not_your_claim"));

        refusals.answer(exchange);

        assertAnswer(exchange, 403, "{'code': 'not_your_claim', 'message': 'Этот заказ выполняет другой курьер'}");
    }

    @Test
    void sendsNoHeaderOfAnUpstreamOnToTheCaller() throws JsonProcessingException {
        Exchange exchange = failed(new ApiRefusal(404, "claim_not_found"));
        exchange.getMessage().setHeader("Set-Cookie", "upstream=1");

        refusals.answer(exchange);

        assertThat(exchange.getMessage().getHeaders()).containsOnlyKeys(Exchange.HTTP_RESPONSE_CODE, Exchange.CONTENT_TYPE)
            .containsEntry(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
    }

    @Test
    void tellsNoDetailOfAFaultOfOurs() throws JsonProcessingException {
        Exchange exchange = failed(new IllegalStateException("password=secret"), "language", "en");

        refusals.answerFault(exchange);

        assertAnswer(exchange, 500, "{'code': 'internal_error', 'message': 'Something went wrong. Try again'}");
    }

    @Test
    void refusesWith503WhenTheCabinetSystemFails() throws JsonProcessingException {
        Exchange exchange = failed(new java.io.IOException("reset"), "call", "scooter-accumulator cabinet/cell/open", "language", "en");

        refusals.answerUnavailable(exchange);

        assertAnswer(exchange, 503, "{'code': 'cabinet_unavailable', 'message': 'The cabinet is not available now. Wait or contact support'}");
    }

    @Test
    void stillShowsAScreenWithoutAnOpenButtonWhenTheCabinetSystemFails() throws JsonProcessingException {
        Exchange exchange = failed(new java.io.IOException("reset"), "call", "scooter-accumulator cabinet/booking", "when_cabinet_fails", "screen",
            "leg", "at_cabinet", "store_id", "grocery:123", "cabinet_id", "c-7", "claim_id", "claim-1");

        refusals.answerUnavailable(exchange);

        JsonNode screen = body(exchange);
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
        assertThat(screen.findValuesAsText("id")).containsExactly("title", "notice", "close");
    }

    @Test
    void keepsTheSliderShutWhenTheCabinetSystemFails() throws JsonProcessingException {
        Exchange exchange = failed(new java.io.IOException("reset"), "call", "scooter-accumulator cabinet/booking", "when_cabinet_fails", "slider", "language", "en");

        refusals.answerUnavailable(exchange);

        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
        assertThat(body(exchange).path("allowed").asBoolean(true)).isFalse();
        assertThat(body(exchange).path("code").asText()).isEqualTo("cabinet_unavailable");
    }

    @Test
    void doesNotBlameTheCabinetWhenAnotherSystemFails() throws JsonProcessingException {
        Exchange exchange = failed(new java.io.IOException("reset"), "call", "cargo claims/info", "when_cabinet_fails", "screen", "language", "en");

        refusals.answerUnavailable(exchange);

        assertAnswer(exchange, 503, "{'code': 'service_unavailable', 'message': 'The service is not available for the moment. Try again'}");
    }

    private static Exchange failed(Throwable failure, Object... variables) {
        Exchange exchange = TestExchange.with(variables);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        return exchange;
    }

    private static void assertAnswer(Exchange exchange, int status, String body) {
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(status);
        assertThat(body(exchange)).isEqualTo(TestExchange.json(body));
    }

    private static JsonNode body(Exchange exchange) {
        return TestExchange.json(exchange.getMessage().getBody(String.class));
    }
}
