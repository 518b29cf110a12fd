package io.batteryexchange.api;

import com.nimbusds.jose.KeySourceException;
import java.util.Optional;

/** Tells a token that we don't believe from one that nothing is known about, because the issuer's keys can't be read. */
public final class UnreadKeys {

    private UnreadKeys() {
    }

    /** The keys that can't be read, where the failure comes of that: the answer is 503, to be repeated. Empty: the token is a bad one. */
    public static Optional<KeySourceException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KeySourceException unread) {
                return Optional.of(unread);
            }
        }
        return Optional.empty();
    }
}
