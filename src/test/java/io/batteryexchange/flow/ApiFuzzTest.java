package io.batteryexchange.flow;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The short form of {@link ApiFuzzIT}. */
class ApiFuzzTest extends ApiFuzz {

    @Test
    void noRequestBreaksAnything() throws IOException {
        shoot(1_000);
    }
}
