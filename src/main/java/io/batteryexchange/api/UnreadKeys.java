package io.batteryexchange.api;

import com.nimbusds.jose.KeySourceException;

/** Tells a token that we don't believe from one that nothing is known about, because the issuer's keys can't be read. */
public final class UnreadKeys {

    private UnreadKeys() {
    }

    /** The failure comes of keys that can't be read; the answer is 503, to be repeated. */
    public static boolean areWhy(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof KeySourceException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
