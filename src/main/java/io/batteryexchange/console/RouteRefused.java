package io.batteryexchange.console;

/** A route refused what a page asked it; the message is the sentence for the operator. */
public class RouteRefused extends RuntimeException {

    private final int status;

    RouteRefused(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** As of HTTP. */
    public int getStatus() {
        return status;
    }
}
