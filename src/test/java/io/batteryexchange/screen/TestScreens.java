package io.batteryexchange.screen;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.api.TestTexts;
import io.batteryexchange.store.Stores;

/** Lets tests of other packages have the real screens. */
public final class TestScreens {

    private TestScreens() {
    }

    public static ExchangeScreens of(Stores stores) {
        return new ExchangeScreens(new ObjectMapper(), TestTexts.texts(), stores);
    }
}
