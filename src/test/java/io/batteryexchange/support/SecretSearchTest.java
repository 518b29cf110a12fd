package io.batteryexchange.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSearchTest {

    private static final Map<String, String> SETTINGS = BundleEnvironment.of("http://127.0.0.1:1", "jdbc:postgresql://127.0.0.1:2/postgres");

    private final SecretSearch search = new SecretSearch(SETTINGS);

    @ParameterizedTest
    @ValueSource(strings = {"SPRING_DATASOURCE_PASSWORD", "UPSTREAM_SCOOTER_BACKEND_TOKEN", "UPSTREAM_SCOOTER_ACCUMULATOR_TOKEN", "UPSTREAM_CARGO_TOKEN", "UPSTREAM_TELEGRAM_TOKEN"})
    void findsEachSecretOfTheSettings(String variable) {
        String text = "first line\n... /x" + SETTINGS.get(variable) + "/y";

        assertThat(search.in("a.log", text)).containsExactly("a.log, line 2: the value of " + variable);
        assertThat(search.in("a.log", text).toString()).doesNotContain(SETTINGS.get(variable));
    }

    @ParameterizedTest
    @CsvSource({"a JWT, x=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjIn0.c2lnbmF0dXJl,", "a JWT, eyJhbGciOiJub25lIn0.eyJzdWIiOiJjIn0.", "an authorization header, Authorization: Bearer abcdefgh",
        "an authorization header, authorization=[bearer abcdefgh]", "a private key, -----BEGIN PRIVATE KEY-----", "a private key, -----BEGIN RSA PRIVATE KEY-----"})
    void findsWhatGivesAccess(String what, String text) {
        assertThat(search.in("a.log", text)).containsExactly("a.log, line 1: " + what);
    }

    @Test
    void findsNothingInOrdinaryLines() {
        assertThat(search.in("a.log", String.join("\n", List.of("2026-01-05T10:00:00Z WARN upstream-cargo cargo claims/create was refused with 400 bad_token",
            "{\"accumulator_id\": \"acc-7\", \"name\": \"eyJ\"}", "the bearer token for cargo", "UPSTREAM_CARGO_TOKEN is missing", "WWW-Authenticate: Bearer")))).isEmpty();
    }
}
