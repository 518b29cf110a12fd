package io.batteryexchange.storekeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelegramClientTest {

    private HttpServer server;
    private volatile String body = "";
    private final TelegramClient client = new TelegramClient(new ObjectMapper(), Duration.ofMillis(300));

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/getUpdates", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.createContext("/silence", exchange -> { });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void remembersTheLanguageOfWhoeverWritesOrPresses() throws Exception {
        body = """
            {"ok": true, "result": [
              {"update_id": 1, "message": {"from": {"id": 5, "language_code": "en"}, "text": "/help"}},
              {"update_id": 2, "callback_query": {"from": {"id": 6, "language_code": "de"}, "message": {"from": {"id": 1, "language_code": "fr"}}}},
              {"update_id": 3, "message": {"from": {"id": 7}}},
              {"update_id": 4, "message": {"from": {}}}]}""";

        send("/getUpdates");

        assertThat(client.languageOf(5L)).isEqualTo("en");
        assertThat(client.languageOf(6L)).isEqualTo("de");
        assertThat(client.languageOf(7L)).isEqualTo("ru");
        assertThat(client.languageOf(1L)).isNull();
    }

    @Test
    void leavesAnAnswerThatIsNoJsonToTheComponent() throws Exception {
        body = "<html>";

        assertThat(send("/getUpdates").body()).isEqualTo("<html>");
    }

    @Test
    void doesNotWaitForEverWhenTheConnectionIsDead() {
        assertThatThrownBy(() -> send("/silence")).isInstanceOf(HttpTimeoutException.class);
        assertThat(client.sendAsync(request("/silence"), HttpResponse.BodyHandlers.ofString())).failsWithin(Duration.ofSeconds(5))
            .withThrowableThat().withCauseInstanceOf(HttpTimeoutException.class);
    }

    private HttpResponse<String> send(String path) throws Exception {
        return client.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path)).build();
    }
}
