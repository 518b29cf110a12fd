package io.batteryexchange.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.batteryexchange.clock.DeadlineWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("upgrade")
class AnswerLimitsTest {

    private static final int WHOLE_ANSWER_MS = 1500;

    private final DeadlineWatch deadlines = new DeadlineWatch();
    private final AnswerLimits limits = new AnswerLimits(WHOLE_ANSWER_MS, deadlines);
    private final PoolingHttpClientConnectionManager connections = new UpstreamConnections().connections(4, 4, 2000, 1000, 60_000);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private CloseableHttpClient client;
    private HttpServer server;

    @BeforeEach
    void aPartner() throws IOException {
        HttpClientBuilder builder = HttpClientBuilder.create().setConnectionManager(connections).disableAutomaticRetries();
        limits.configureHttpClient(builder);
        client = builder.build();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        connections.close();
        deadlines.destroy();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void takesAnAnswerAndKeepsTheConnection() throws IOException {
        answers("/car/info", "application/json; charset=utf-8", null, "{\"id\":\"car-1\"}".getBytes(StandardCharsets.UTF_8));

        for (int i = 0; i < 3; i++) {
            assertThat(get("/car/info")).isEqualTo("{\"id\":\"car-1\"}");
        }

        assertThat(connections.getTotalStats().getAvailable()).isEqualTo(1);
    }

    @Test
    void keepsTheConnectionOfAnAnswerThatWasReadToItsLengthAndNoFurther() throws IOException {
        byte[] answer = "{\"id\":\"car-1\"}".getBytes(StandardCharsets.UTF_8);
        answers("/car/info", "application/json", null, answer);

        for (int i = 0; i < 3; i++) {
            client.execute(new HttpGet("http://127.0.0.1:" + server.getAddress().getPort() + "/car/info"), response -> {
                try (InputStream in = response.getEntity().getContent()) {
                    assertThat(in.readNBytes(answer.length)).isEqualTo(answer);
                }
                return null;
            });
            assertThat(connections.getTotalStats().getAvailable()).isEqualTo(1);
        }
    }

    @Test
    void takesAPageThatIsTooLongForAnyOtherCall() throws IOException {
        byte[] long2 = json(2 * 1024 * 1024);
        answers("/car/list", "application/json", null, long2);
        answers("/car/info", "application/json", null, long2);

        assertThat(get("/car/list?limit=500")).hasSize(long2.length);
        assertTooLong("/car/info", AnswerLimits.LONGEST_ANSWER);
        answers("/cabinet/bookings", "application/json", null, json((int) AnswerLimits.LONGEST_PAGE + 1));
        assertTooLong("/cabinet/bookings", AnswerLimits.LONGEST_PAGE);
    }

    @Test
    void unpacksNoBomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] blanks = new byte[1024 * 1024];
            for (int i = 0; i < 512; i++) {
                gzip.write(blanks);
            }
        }
        answers("/car/info", "application/json", "gzip", packed.toByteArray());

        assertThat(packed.size()).isLessThan((int) AnswerLimits.LONGEST_ANSWER);
        assertTooLong("/car/info", AnswerLimits.LONGEST_ANSWER);
    }

    @Test
    void takesNothingPackedInAWayItDidNotAskFor() {
        answers("/car/info", "application/json", "x-gzip-of-tomorrow", "{}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> get("/car/info")).isInstanceOf(UpstreamAnswerUnusable.class).hasMessageContaining("packed");
    }

    @Test
    void takesNoPageOfHtmlForASuccess() {
        answers("/car/info", "text/html; charset=utf-8", null, "<html>maintenance</html>".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> get("/car/info")).isInstanceOf(UpstreamAnswerUnusable.class)
            .hasMessage("/car/info answered unusably: 200 with something that is not JSON");
        assertThat(connections.getTotalStats().getAvailable()).isZero();
    }

    @Test
    void readsNoEndlessAnswer() throws Exception {
        AtomicLong sent = new AtomicLong();
        CountDownLatch cutOff = new CountDownLatch(1);
        try (ServerSocket endless = partner((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(chunk);
                sent.addAndGet(chunk.length);
            }
        }, cutOff)) {
            assertThatThrownBy(() -> get(endless, "/car/info")).isInstanceOf(UpstreamAnswerUnusable.class).hasMessageContaining("more than");

            assertThat(cutOff.await(10, TimeUnit.SECONDS)).as("the connection is closed").isTrue();
            assertThat(sent.get()).isLessThan(64L * 1024 * 1024);
        }
    }

    @Test
    void waitsForNoAnswerThatDrips() throws Exception {
        CountDownLatch cutOff = new CountDownLatch(1);
        try (ServerSocket dripping = partner((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            drip(socket, out);
        }, cutOff)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> get(dripping, "/car/info")).isInstanceOf(SocketTimeoutException.class).hasMessage("no whole answer within " + WHOLE_ANSWER_MS + " ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(cutOff.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void waitsForNoHeadersThatDrip() throws Exception {
        CountDownLatch cutOff = new CountDownLatch(1);
        try (ServerSocket dripping = partner((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
            drip(socket, out);
        }, cutOff)) {
            assertThatThrownBy(() -> get(dripping, "/car/info")).isInstanceOf(SocketTimeoutException.class).hasMessage("no whole answer within " + WHOLE_ANSWER_MS + " ms");
        }
    }

    @Test
    void takesNoFloodOfHeaders() throws Exception {
        try (ServerSocket flooding = partner((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; ; i++) {
                out.write(("X-" + i + ": v\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        }, new CountDownLatch(1))) {
            assertThatThrownBy(() -> get(flooding, "/car/info")).isInstanceOf(IOException.class).hasMessageContaining("header");
        }
    }

    private static void drip(Socket socket, OutputStream out) throws IOException, InterruptedException {
        while (true) {
            out.write('x');
            out.flush();
            TimeUnit.MILLISECONDS.sleep(100); // the partner's slowness, less than the time-out of a read
        }
    }

    private interface Partner {
        void answer(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    /** @param cutOff counted down when the partner finds its connection gone */
    private ServerSocket partner(Partner partner, CountDownLatch cutOff) throws IOException {
        ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            try (Socket socket = listening.accept()) {
                partner.answer(socket, socket.getOutputStream());
            } catch (IOException | InterruptedException e) {
                cutOff.countDown();
            }
        });
        return listening;
    }

    private void answers(String path, String contentType, String encoding, byte[] body) {
        server.createContext(path, exchange -> send(exchange, contentType, encoding, body));
    }

    private static void send(HttpExchange exchange, String contentType, String encoding, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        if (encoding != null) {
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
        }
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static byte[] json(int length) {
        return ("{\"a\":\"" + "x".repeat(length - 8) + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    private void assertTooLong(String path, long limit) {
        assertThatThrownBy(() -> get(path)).isInstanceOf(UpstreamAnswerUnusable.class).hasMessage(path + " answered unusably: more than " + limit + " bytes");
        assertThat(connections.getTotalStats().getLeased()).as("the connection is given back").isZero();
    }

    private String get(String path) throws IOException {
        return fetch("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private String get(ServerSocket partner, String path) throws IOException {
        return fetch("http://127.0.0.1:" + partner.getLocalPort() + path);
    }

    private String fetch(String url) throws IOException {
        return client.execute(new HttpGet(url), response -> EntityUtils.toString(response.getEntity()));
    }
}
