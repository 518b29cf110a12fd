package io.batteryexchange.console;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings {@code console.*}; defaults and meanings: {@code config/application.yaml}. Without a client id nobody signs in by browser, and only requests with a
 * bearer token are served.
 *
 * @param url      scheme, host and port of the console as browsers see it
 * @param timeZone in which times are shown
 */
@ConfigurationProperties("console")
public record ConsoleSettings(String url, String clientId, String clientSecret, String scope, String authorizationUri, String tokenUri, ZoneId timeZone) {

    /** The issuer knows the console: operators can sign in. */
    public boolean signsIn() {
        return !clientId.isBlank();
    }

    /** Browsers reach the console by TLS, so its cookies never travel without. */
    public boolean isSecure() {
        return url.startsWith("https:");
    }
}
