package io.batteryexchange.bench.start;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Partners at night: no scooter is low, nothing happens to a claim, no cabinet holds anything. They answer at once. */
final class QuietPartners implements AutoCloseable {

    private static final Map<String, String> ANSWERS = Map.of(
        "/scooter-backend/car/list", "{\"cars\":[]}",
        "/b2b/cargo/integration/v2/claims/journal", "{\"cursor\":\"night\",\"events\":[]}",
        "/cabinet/accumulator/available_for_booking", "{\"cabinets\":[]}",
        "/cabinet/bookings", "{\"bookings\":[]}",
        "/oauth2/jwks", "{\"keys\":[]}");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    QuietPartners() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", QuietPartners::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange call) throws IOException {
        try (call) {
            call.getRequestBody().readAllBytes();
            String known = ANSWERS.get(call.getRequestURI().getPath());
            byte[] body = (known == null ? "{\"code\":\"not_found\",\"message\":\"asleep\"}" : known).getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(known == null ? 404 : 200, body.length);
            try (OutputStream out = call.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
