package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.flow.support.Documents;
import io.batteryexchange.flow.support.fuzz.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server refuses before any code of ours sees it looks like every other refusal, and names neither the server nor a cause. */
@Tag("upgrade")
class ServerRefusalTest extends FlowTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "GET /operator/v1/tasks/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /operator/v1/tasks/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /operator/v1/tasks?a={b} HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /operator/v1/summary HTTP/1.1\r\n\r\n",
        "GET /operator/v1/summary HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /operator/v1/summary HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "GET /operator/v1/summary?$long HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /operator/v1/summary HTTP/1.1\r\nHost: a\r\nX-Long: $long\r\n\r\n",
        "nonsense\r\n\r\n"})
    void isJsonWithACodeAndASentence(String request) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            RawHttp.Reply reply = http.send(request.replace("$long", "x".repeat(50_000)).getBytes(StandardCharsets.ISO_8859_1), false);

            assertThat(reply.status()).isBetween(400, 499);
            assertThat(reply.header("Content-Type")).isEqualToIgnoringWhitespace("application/json;charset=utf-8");
            assertThat(reply.headers()).doesNotContainKey("server");
            JsonNode refusal = Documents.JSON.readTree(reply.text());
            assertThat(refusal.properties()).hasSize(2);
            assertThat(refusal.path("code").asText()).isEqualTo("bad_request");
            assertThat(refusal.path("message").asText()).isEqualTo("Неверный или пропущенный параметр: request");
        }
    }
}
