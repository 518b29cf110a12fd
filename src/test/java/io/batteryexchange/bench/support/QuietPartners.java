package io.batteryexchange.bench.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.batteryexchange.support.BundleEnvironment;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Partners at night: nothing happens to a claim, no cabinet holds anything, so many scooters have {@code battery_low}. They answer at once.
 */
public final class QuietPartners implements AutoCloseable {

    private static final Map<String, String> ANSWERS = Map.of(
        "/b2b/cargo/integration/v2/claims/journal", "{\"cursor\":\"night\",\"events\":[]}",
        "/scooter-accumulator/v1/cabinet/accumulator/available_for_booking", "{\"cabinets\":[]}",
        "/scooter-accumulator/v1/cabinet/bookings", "{\"bookings\":[]}",
        "/oauth2/jwks", "{\"keys\":[]}");
    private static final String NONE = "{\"cars\":[]}";
    private static final Pattern NUMBER = Pattern.compile("(limit|cursor)=(\\d+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final int scooters;
    private final AtomicInteger pages = new AtomicInteger();

    /** @param scooters with {@code battery_low}: {@code car-0}, {@code car-1} and so on */
    public QuietPartners(int scooters) throws IOException {
        this.scooters = scooters;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", call -> {
            String answer = ANSWERS.get(call.getRequestURI().getPath());
            answer(call, answer == null ? 404 : 200, answer == null ? "{\"code\":\"not_found\",\"message\":\"asleep\"}" : answer);
        });
        server.createContext("/scooter-backend/car/list", call -> answer(call, 200, cars(call.getRequestURI().getQuery())));
        server.start();
    }

    /** Settings of a node, as environment variables; the storekeeper's bot is off. */
    public Map<String, String> settings(String databaseUrl) {
        Map<String, String> settings = BundleEnvironment.of("http://127.0.0.1:" + server.getAddress().getPort(), databaseUrl);
        settings.put("UPSTREAM_TELEGRAM_TOKEN", "");
        return settings;
    }

    /** Pages of the list that were asked for so far and had a scooter on them. */
    public int pages() {
        return pages.get();
    }

    private String cars(String query) {
        if (scooters == 0 || !query.contains("tags_filter=battery_low*")) {
            return NONE;
        }
        int limit = number(query, "limit", 100);
        int from = number(query, "cursor", 0);
        int to = Math.min(from + limit, scooters);
        pages.incrementAndGet();
        return IntStream.range(from, to).mapToObj(i -> "{\"id\":\"car-%1$d\",\"number\":\"%1$d\",\"model\":\"mk-4\",\"location\":{\"lat\":55.7,\"lon\":37.6}}".formatted(i))
            .collect(Collectors.joining(",", "{\"cars\":[", to < scooters ? "],\"cursor\":\"" + to + "\"}" : "]}"));
    }

    private static int number(String query, String name, int otherwise) {
        Matcher found = NUMBER.matcher(query);
        while (found.find()) {
            if (found.group(1).equals(name)) {
                return Integer.parseInt(found.group(2));
            }
        }
        return otherwise;
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        try (call) {
            call.getRequestBody().readAllBytes();
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(status, body.length);
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
