package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer carries, what none tells, and what is not served at all. */
@Tag("upgrade")
class SecurityHeadersTest extends FlowTest {

    private static final String STATUS = "/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /actuator/health/liveness, 200",
        "GET, " + STATUS + ", 401",
        "GET, /operator/v1/tasks, 401",
        "GET, /nowhere, 401",
        "GET, /actuator/env, 401",
        "GET, /taximeter//screens, 400",
        "GET, /taximeter/%2e%2e/operator, 400",
        "TRACE, /operator/v1/tasks, 400",
        "OPTIONS, /operator/v1/tasks, 405",
        "DELETE, /operator/v1/tasks, 405",
        "PATCH, /operator/v1/tasks, 405",
        "QUERY, /operator/v1/tasks, 400"})
    void everyAnswerIsStrict(String method, String path, int status) throws IOException {
        isStrict(raw(method, path, ""), status);
    }

    @ParameterizedTest(name = "{0} {1}, by an operator")
    @CsvSource({
        "GET, /operator/v1/tasks, 200",
        "GET, /operator/v1/tasks/none, 404",
        "GET, /operator/v1/none, 404",
        "POST, /operator/v1/tasks, 405",
        "OPTIONS, /operator/v1/tasks, 405",
        "TRACE, /operator/v1/tasks, 400",
        "GET, " + STATUS + ", 403"})
    void everyAnswerToAKnownCallerIsStrict(String method, String path, int status) throws IOException {
        isStrict(raw(method, path, "Authorization: Bearer " + tokens.of("ivanova", "operator") + "\r\n"), status);
    }

    @Test
    void whatARouteAnswersIsStrict() throws IOException {
        isStrict(raw("GET", STATUS, "Authorization: Bearer " + tokens.of("courier-5", "courier") + "\r\n"), 404);
    }

    @Test
    void noTunnelIsBuilt() throws IOException {
        assertThat(raw("CONNECT", "127.0.0.1:22", "")).startsWith("HTTP/1.1 501").doesNotContainIgnoringCase("tomcat");
    }

    @Test
    void tlsIsNotPromisedWhereItIsNotOurs() throws IOException {
        assertThat(raw("GET", "/actuator/health/liveness", "X-Forwarded-Proto: https\r\n").toLowerCase(Locale.ROOT)).doesNotContain("strict-transport-security");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/env", "/heapdump", "/loggers", "/loggers/root", "/threaddump", "/beans", "/configprops", "/mappings", "/metrics", "/metrics/jvm.memory.used", "/info",
        "/scheduledtasks", "/conditions", "/caches", "/flyway", "/quartz", "/shutdown", "/sbom", "/sbom/application", "/httpexchanges", "/logfile", "/camel", "/health/db", "/env/upstream.cargo.token"})
    void nothingElseOfTheActuatorIsServed(String endpoint) throws Exception {
        String path = "/actuator" + endpoint;

        assertThat(call(path, null).statusCode()).isEqualTo(401);
        assertThat(call(path, tokens.of("courier-5", "courier")).statusCode()).isEqualTo(403);
        assertThat(call(path, tokens.of("cargo-orders", "cargo-orders")).statusCode()).isEqualTo(403);
        HttpResponse<String> operator = call(path, tokens.of("ivanova", "operator"));
        assertThat(operator.statusCode()).isEqualTo(404);
        assertThat(operator.body()).hasSizeLessThan(200).doesNotContain("status", "_links", "contexts");
        assertThat(Caller.of(port, tokens.of("ivanova", "operator")).post(path).status()).isIn(404, 405);
    }

    @Test
    void probesAreOpenAndTellNothingMore() throws Exception {
        for (String probe : List.of("liveness", "readiness")) {
            HttpResponse<String> answer = call("/actuator/health/" + probe, null);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
        }
        assertThat(call("/actuator/health", null).statusCode()).isEqualTo(401);
        assertThat(call("/actuator/prometheus", null).statusCode()).isEqualTo(401);
        assertThat(call("/actuator/prometheus", tokens.of("courier-5", "courier")).statusCode()).isEqualTo(403);
    }

    private void isStrict(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        String headers = answer.substring(0, answer.indexOf("\r\n\r\n"));
        assertThat(headers.lines()).contains(
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
            "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "Referrer-Policy: no-referrer",
            "Cross-Origin-Resource-Policy: same-origin");
        assertThat(headers.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("cache-control:"))).containsExactly("Cache-Control: no-store");
        assertThat(headers.toLowerCase(Locale.ROOT)).doesNotContain("\r\nserver:").doesNotContain("x-powered-by").doesNotContain("set-cookie").doesNotContain("access-control-");
        assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContainIgnoringCase("exception").doesNotContainIgnoringCase("<html");
    }

    private HttpResponse<String> call(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String method, String path, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
