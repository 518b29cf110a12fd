package io.batteryexchange.sandbox.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page that shows the city. */
final class Page {

    private Page() {
    }

    static String html() {
        try (InputStream in = Page.class.getResourceAsStream("/sandbox/city.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
