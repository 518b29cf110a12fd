package io.batteryexchange.sandbox.issuer;

import org.springframework.security.crypto.password.PasswordEncoder;

/** Compares secrets as they are: hashing would only slow down the couriers of a test. */
final class PlainSecret implements PasswordEncoder {

    @Override
    public String encode(CharSequence secret) {
        return secret.toString();
    }

    @Override
    public boolean matches(CharSequence given, String kept) {
        return kept.contentEquals(given);
    }
}
