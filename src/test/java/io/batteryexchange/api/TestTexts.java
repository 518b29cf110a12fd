package io.batteryexchange.api;

/** Lets tests of other packages have the real texts. */
public final class TestTexts {

    private TestTexts() {
    }

    public static Texts texts() {
        return new Texts();
    }
}
