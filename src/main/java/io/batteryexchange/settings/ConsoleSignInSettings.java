package io.batteryexchange.settings;

import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.core.env.Environment;

/** Whoever sets {@code console.client-id} wants operators to sign in, and for that all of it must be there. */
final class ConsoleSignInSettings {

    private ConsoleSignInSettings() {
    }

    /** @throws SettingRefused with a sentence that names the setting */
    static void check(Environment environment) {
        String zone = environment.getProperty("console.time-zone", "");
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new SettingRefused("Setting console.time-zone (environment variable CONSOLE_TIME_ZONE) must be a time zone like Europe/Moscow, but is '" + zone + "'.", e);
        }
        if (environment.getProperty("console.client-id", "").isBlank()) {
            return;
        }
        RequiredSettings.require(environment, "console.client-secret", "CONSOLE_CLIENT_SECRET", "the secret that the token issuer knows the console by");
        require(environment, "url", "the address of the console as browsers see it");
        require(environment, "authorization-uri", "where the token issuer asks people to sign in");
        require(environment, "token-uri", "where the token issuer gives tokens");
        String path = URI.create(environment.getProperty("console.url", "")).getRawPath();
        if (path != null && !path.isEmpty()) {
            throw new SettingRefused("Setting console.url (environment variable CONSOLE_URL) must end after host and port: the console is at /operations.");
        }
    }

    private static void require(Environment environment, String name, String meaning) {
        String variable = "CONSOLE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        RequiredSettings.require(environment, "console." + name, variable, meaning);
        RequiredSettings.requireUrl(environment, "console." + name, variable);
    }
}
