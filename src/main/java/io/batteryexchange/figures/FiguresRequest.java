package io.batteryexchange.figures;

import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.api.ApiRequest;
import io.batteryexchange.console.ConsoleSettings;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The front door of the figures route. */
@Component("figuresRequest")
public class FiguresRequest {

    private final ConsoleSettings settings;

    FiguresRequest(ConsoleSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes {@code hours} and {@code store} out of the headers into variables, with {@code language}, {@code caller} and {@code zone}, the time zone of hours and days: that of the console.
     *
     * @throws ApiRefusal as in {@link Window#of}
     */
    public void take(Exchange exchange) {
        ApiRequest.who(exchange);
        Window window = Window.of(text(exchange, "hours"), text(exchange, "store"));
        exchange.setVariable("hours", window.hours());
        exchange.setVariable("store", window.store());
        exchange.setVariable("zone", settings.timeZone().getId());
        ApiRequest.drop(exchange);
    }

    /** The database was stopped: a smaller window, or the same in a quiet hour. */
    public void tookTooLong() {
        throw new ApiRefusal(503, "service_unavailable");
    }

    private static String text(Exchange exchange, String name) {
        Object value = exchange.getMessage().getHeader(name);
        if (value != null && !(value instanceof String) && !(value instanceof Number)) {
            throw new ApiRefusal(400, "bad_request", name); // repeated: there is no telling which one is meant
        }
        return value == null ? null : value.toString();
    }
}
