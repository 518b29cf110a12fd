package io.batteryexchange.storekeeper;

import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Says in one line why a call of the Bot API failed, without the token: the token is a part of every address there, and camel-telegram's exceptions name
 * the address.
 */
@Component("telegramFailure")
public class TelegramFailure {

    private static final int LONGEST = 200;
    private static final Pattern ADDRESS = Pattern.compile("(https?://\\S*?)?/bot[^/\\s]+/?");
    private static final Pattern REFUSED = Pattern.compile("responded: 4\\d\\d");

    public String sentence(Exchange exchange) {
        return of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** Another try may help: not when the Bot API says that the request is wrong, or that the person does not want us. It says so in the message only. */
    public boolean mayPass(Exchange exchange) {
        return !REFUSED.matcher(of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class))).find();
    }

    static String of(Throwable thrown) {
        Throwable failure = thrown;
        while (failure.getCause() != null) {
            failure = failure.getCause();
        }
        String said = failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
        String safe = ADDRESS.matcher(said).replaceAll("").replaceAll("\\p{Cntrl}+", " ");
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe;
    }
}
