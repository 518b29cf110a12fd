package io.batteryexchange.sandbox.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The pages for people. What they show besides is below {@code /assets/}, from the folder of that name. */
public final class Page {

    /** Nothing from elsewhere, nothing inline. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    private Page() {
    }

    /** @param name of a file in {@code sandbox/} of the classpath */
    public static String html(String name) {
        try (InputStream in = Page.class.getResourceAsStream("/sandbox/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
