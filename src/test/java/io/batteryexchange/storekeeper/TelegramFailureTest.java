package io.batteryexchange.storekeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.support.TestExchange;
import java.net.ConnectException;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.telegram.TelegramException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures with the messages that camel-telegram 4.17 gives them. */
class TelegramFailureTest {

    @Test
    void neverTellsTheToken() {
        assertThat(TelegramFailure.of(new TelegramException("Could not GET https://api.telegram.org/bot700:AAH-x_y/getUpdates?offset=7&limit=1: 401 {\"ok\":false}", 401, "")))
            .isEqualTo("TelegramException: getUpdates answered 401");
        assertThat(TelegramFailure.of(new IllegalStateException("https://api.telegram.org/bot700:AAH-x_y/sendMessage responded: 403{\"description\":\"700:AAH-x_y\"}")))
            .isEqualTo("IllegalStateException: sendMessage answered 403");
        assertThat(TelegramFailure.of(new IllegalStateException("bad address /bot700:AAH-x_y"))).isEqualTo("IllegalStateException");
    }

    @Test
    void tellsTheCauseInOneLine() {
        Throwable failure = new RuntimeCamelException("Could not request GET https://api.telegram.org/bot700:AAH-x_y/getUpdates", new ConnectException());

        assertThat(TelegramFailure.of(failure)).isEqualTo("ConnectException");
        assertThat(TelegramFailure.of(new IllegalStateException("a\nb" + "x".repeat(300)))).startsWith("IllegalStateException: a bx").hasSize("IllegalStateException: ".length() + 201);
    }

    @ParameterizedTest
    @CsvSource({"400, false", "403, false", "429, false", "500, true", "502, true"})
    void doesNotRepeatWhatWasRefused(int status, boolean mayPass) {
        Exchange exchange = TestExchange.with();
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new RuntimeCamelException("https://api.telegram.org/bot700:AAH-x_y/sendMessage responded: " + status + "{\"ok\":false}"));

        assertThat(new TelegramFailure().mayPass(exchange)).isEqualTo(mayPass);
    }
}
