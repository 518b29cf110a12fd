package io.batteryexchange.system.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.options.LoadState;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A page that does what none of ours may do: the other tests of this package would notice. */
@ExtendWith(InBrowser.class)
class MisbehavingPageIT {

    private static final String PAGE = """
        <!doctype html><html lang="en"><head><title>Misbehaving</title><script src="page.js"></script></head><body>
        <p style="color: red">styled in place</p><img src="missing.png" alt=""><img src="http://elsewhere.example/pixel.png" alt="">
        <p class="pale">hardly to be read</p><div class="wide">wide</div></body></html>""";
    private static final String SCRIPT = "console.error('told on the console'); setTimeout(() => { throw new Error('nobody caught it'); }, 0);";
    private static final String STYLE = ".pale { color: #ccc; background: #fff; } .wide { width: 2000px; }";

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, 404, "text/plain", "none"));
        server.createContext("/page", exchange -> answer(exchange, 200, "text/html", PAGE.replace("<script", "<link rel=\"stylesheet\" href=\"page.css\"><script")));
        server.createContext("/page.js", exchange -> answer(exchange, 200, "text/javascript", SCRIPT));
        server.createContext("/page.css", exchange -> answer(exchange, 200, "text/css", STYLE));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void misbehaviourUnnoticed(Visitors visitors) {
        Visit visit = visitors.phone().open("http://127.0.0.1:" + server.getAddress().getPort() + "/page");
        visit.page().waitForLoadState(LoadState.NETWORKIDLE);

        List<String> complaints = List.copyOf(visit.complaints());
        visit.complaints().clear();
        assertThat(complaints).anyMatch(c -> c.contains("told on the console"))
            .anyMatch(c -> c.contains("nobody caught it"))
            .anyMatch(c -> c.contains("Content-Security-Policy"))
            .anyMatch(c -> c.contains("missing.png answered 404"))
            .anyMatch(c -> c.contains("asks somebody else: http://elsewhere.example/pixel.png"))
            .anyMatch(c -> c.contains("http://elsewhere.example/pixel.png failed"));
        assertThatThrownBy(() -> visit.assertAccessible("that page")).hasMessageContaining("color-contrast");
        assertThatThrownBy(() -> visit.assertNotWiderThanTheWindow("that page")).hasMessageContaining("wide");
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Content-Security-Policy", "default-src 'self'; img-src *; style-src 'self'");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
