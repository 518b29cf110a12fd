package io.batteryexchange.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.wire.Json;
import io.batteryexchange.support.TestSecrets;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

class SandboxApplicationTest {

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private static ConfigurableApplicationContext sandbox;
    private static String url;
    private static Level levelBefore;

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        levelBefore = ROOT.getLevel();
        ROOT.setLevel(Level.ERROR);
        url = "http://127.0.0.1:" + port;
        sandbox = SandboxApplication.start("--sandbox.port=" + port, "--sandbox.watch.period=0s", "--sandbox.scooters=5");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
        ROOT.setLevel(levelBefore);
    }

    @Test
    void leavesTheLoggingOfItsHostAlone() {
        assertThat(ROOT.getLevel()).isEqualTo(Level.ERROR);
    }

    @Test
    void takesNoBeansFromTheLibrariesOfTheBundle() {
        assertThat(sandbox.getBeanNamesForType(javax.sql.DataSource.class)).isEmpty();
        assertThat(sandbox.containsBean("camelContext")).isFalse();
    }

    @Test
    void servesNobodyWithoutAToken() throws Exception {
        assertThat(get("/scooter-backend/car/list", "nobody").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesAMisspeltOptionAsQueryParameter() throws Exception {
        HttpResponse<String> answer = get("/scooter-backend/car/list?connectTimeuot=5", TestSecrets.FLEET_TOKEN);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("bad_request").contains("connectTimeuot");
    }

    @Test
    void issuesTokensThatSayWhoAndWhatFor() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url + "/oauth2/token"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("courier-5:secret".getBytes()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=courier")).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        String jwt = answer.body().replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
        assertThat(new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]))).contains("\"sub\":\"courier-5\"").contains("\"scope\":\"courier\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/phone", "/login"})
    void aPageNeedsNothingFromElsewhereAndNothingInline(String path) throws Exception {
        HttpResponse<String> page = get(path, "nobody");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'self'");
        assertThat(page.body()).contains("<html lang=\"ru\"").contains("<main").doesNotContain("//").doesNotContain("style=").doesNotContain("onclick");
        List<String> assets = found("(?:src|href)=\"(/assets/[^\"]+)\"", page.body());
        assertThat(assets).isNotEmpty();
        for (String asset : assets) {
            assertThat(get(asset, "nobody").statusCode()).as(asset).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"/, /assets/city", "/phone, /assets/phone"})
    void aPageHasTheTextsItNames(String path, String script) throws Exception {
        String texts = get(script + ".texts.js", "nobody").body();
        List<String> named = new ArrayList<>(found("data-t(?:-label)?=\"([^\"]+)\"", get(path, "nobody").body()));
        named.addAll(found("\\btext\\('([\\w-]+)'[,)]", get(script + ".js", "nobody").body()));

        assertThat(named).hasSizeGreaterThan(20).allSatisfy(key -> assertThat(texts).containsPattern("(?m)^  '?" + key + "'?: \\["));
    }

    @Test
    void aFaultIsSwitchedOnAndOffAndRulesForSingleCallsStay() throws Exception {
        post("/sandbox/faults", "{\"rules\": [{\"upstream\": \"cargo\", \"call\": \"claims/accept\", \"fault\": \"latency\", \"share\": 0.5}]}");

        post("/sandbox/faults/switch", "{\"upstream\": \"cargo\", \"fault\": \"latency\", \"on\": true, \"share\": 0.25}");
        assertThat(faultSwitch("cargo", "latency").path("on").asBoolean()).isTrue();
        assertThat(faultSwitch("cargo", "latency").path("share").asDouble()).isEqualTo(0.25);
        assertThat(faultSwitch("cargo", "slow").path("on").asBoolean()).isFalse();

        HttpResponse<String> off = post("/sandbox/faults/switch", "{\"upstream\": \"cargo\", \"fault\": \"latency\", \"on\": false}");
        assertThat(off.body()).contains("claims/accept").doesNotContain("0.25");
        assertThat(faultSwitch("cargo", "latency").path("on").asBoolean()).isFalse();
        post("/sandbox/faults", "{\"rules\": []}");
    }

    @Test
    void aFaultThatCannotHappenToAnUpstreamHasNoSwitch() throws Exception {
        assertThat(post("/sandbox/faults/switch", "{\"upstream\": \"telegram\", \"fault\": \"repeated_page\", \"on\": true}").statusCode()).isEqualTo(400);
    }

    private static JsonNode faultSwitch(String upstream, String fault) throws Exception {
        for (JsonNode one : Json.MAPPER.readTree(get("/sandbox/faults", "nobody").body()).path("switches")) {
            if (one.path("upstream").asText().equals(upstream) && one.path("fault").asText().equals(fault)) {
                return one;
            }
        }
        throw new AssertionError("no switch for " + upstream + " " + fault);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1)).toList();
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url + path)).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .header("X-Request-Id", String.valueOf(System.nanoTime()))
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").build(), BodyHandlers.ofString());
    }
}
