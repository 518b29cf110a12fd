package io.batteryexchange.settings;

/** A setting is missing or wrong; the message is one sentence that names it. The service does not start. */
public class SettingRefused extends RuntimeException {

    public SettingRefused(String sentence) {
        super(sentence);
    }

    public SettingRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
