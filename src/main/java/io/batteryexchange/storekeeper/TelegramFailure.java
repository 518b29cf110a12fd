package io.batteryexchange.storekeeper;

import io.batteryexchange.upstream.Discreet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Says in one line why a call of the Bot API failed, without the token: the token is a part of every address there, and camel-telegram's exceptions name
 * the address and the answer. Of those only the method and the status are told.
 */
@Component("telegramFailure")
public class TelegramFailure {

    private static final int LONGEST = 200;
    private static final Pattern CALL = Pattern.compile("(?<!/)/bot[^/\\s]+(?:/(\\w+))?[^\\s:]*(?:(?: responded)?: (\\d{3}))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern REFUSED = Pattern.compile("answered 4\\d\\d");

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
        String name = failure.getClass().getSimpleName();
        if (failure.getMessage() == null) {
            return name;
        }
        Matcher call = CALL.matcher(failure.getMessage());
        if (call.find()) {
            return name + (call.group(1) == null ? "" : ": " + call.group(1)) + (call.group(2) == null ? "" : " answered " + call.group(2));
        }
        return name + ": " + Discreet.text(failure.getMessage(), LONGEST);
    }
}
