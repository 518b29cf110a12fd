package io.batteryexchange.flow;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Profile {@code fuzz}: {@code -Dfuzz.requests} (50,000) requests. */
class ApiFuzzIT extends ApiFuzz {

    @Test
    void noRequestBreaksAnything() throws IOException {
        shoot(Integer.getInteger("fuzz.requests", 50_000));
    }
}
