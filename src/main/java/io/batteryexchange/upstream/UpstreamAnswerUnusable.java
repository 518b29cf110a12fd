package io.batteryexchange.upstream;

/** An upstream's answer breaks its contract: no JSON where JSON is promised, or a promised field is missing. */
public class UpstreamAnswerUnusable extends RuntimeException {

    public UpstreamAnswerUnusable(String call, String why) {
        super(call + " answered unusably: " + why);
    }
}
