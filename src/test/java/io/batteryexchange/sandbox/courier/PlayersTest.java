package io.batteryexchange.sandbox.courier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.batteryexchange.sandbox.SandboxApplication;
import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.city.Cell;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Scooter;
import io.batteryexchange.sandbox.city.Store;
import io.batteryexchange.sandbox.wire.Json;
import io.batteryexchange.support.TestSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A person plays a courier through {@code /sandbox/phone}; the test is the bundle on both sides of the city. */
class PlayersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String REFUSED = "Осталось получить аккумуляторов: 1";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private volatile String slider = Json.object("allowed", false, "code", "accumulators_left", "message", REFUSED, "details", Json.object("count", 1)).toString();
    private HttpServer bundle;
    private ConfigurableApplicationContext sandbox;
    private City city;
    private String url;

    @BeforeEach
    void start() throws IOException {
        bundle = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bundle.createContext("/", this::answer);
        bundle.start();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        url = "http://127.0.0.1:" + port;
        sandbox = SandboxApplication.start("--sandbox.port=" + port, "--sandbox.bundle-url=http://127.0.0.1:" + bundle.getAddress().getPort(),
                "--sandbox.watch.period=0s", "--sandbox.scooters=5", "--sandbox.speed=300", "--sandbox.discharge=false", "--sandbox.chance.broken-door=0",
                "--sandbox.chance.foreign-claim=0", "--sandbox.chance.unknown-cell-state=0", "--sandbox.chance.double-tap=0");
        city = sandbox.getBean(City.class);
    }

    @AfterEach
    void stop() {
        sandbox.close();
        bundle.stop(0);
    }

    @Test
    void aClaimTakenByHandIsLeftAloneByTheRobot() throws Exception {
        String courier = post("/sandbox/phone/next", Json.object()).at("/courier/id").asText();
        String claim = claim();
        await(() -> phone(courier).at("/order/status").asText().equals("performer_found"));

        Instant later = city.now().plus(Duration.ofMinutes(15));
        await(() -> city.now().isAfter(later));

        assertThat(phone(courier).at("/order/claim_id").asText()).isEqualTo(claim);
        assertThat(phone(courier).at("/order/status").asText()).isEqualTo("performer_found");
        assertThat(calls).as("what somebody asked of the bundle").isEmpty();
        assertThat(robot(courier).path("phase").asText()).isEqualTo("BY_HAND");
        assertThat(robot(courier).path("stuck").asBoolean()).isFalse();
    }

    @Test
    void theNextClaimIsNotForWhoIsPlayedAndDoesNotWait() throws Exception {
        String first = post("/sandbox/phone/next", Json.object()).at("/courier/id").asText();
        claim();
        await(() -> phone(first).at("/order/status").asText().equals("performer_found"));

        claim();

        await(() -> calls.stream().anyMatch(c -> c.contains("/state")));
        assertThat(calls).noneMatch(c -> c.contains("\"" + first + "\""));
    }

    @Test
    void aRobotPastTheCabinetKeepsItsClaim() throws Exception {
        String courier = atTheCabinet();
        slider = "{\"allowed\": true}";
        post("/sandbox/phone/couriers/" + courier + "/slide", Json.object());
        post("/sandbox/phone/couriers/" + courier + "/put-down", Json.object());

        HttpResponse<String> refused = send("/sandbox/phone/couriers/" + courier + "/take-over", Json.object());

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("past_the_cabinet");
        assertThat(robot(courier).path("phase").asText()).isNotEqualTo("BY_HAND");
    }

    @Test
    void aRobotThatLosesItsClaimToAPersonGetsItBackWhereThePersonLeftIt() throws Exception {
        claim();
        await(() -> !get("/sandbox/phone").path("to_take_over").isEmpty());
        String courier = get("/sandbox/phone").at("/to_take_over/0/courier_id").asText();
        post("/sandbox/phone/couriers/" + courier + "/take-over", Json.object());
        assertThat(post("/sandbox/phone/couriers/" + courier + "/walk", Json.object("at_once", true)).at("/order/status").asText()).isEqualTo("pickup_arrived");
        calls.clear();

        post("/sandbox/phone/couriers/" + courier + "/put-down", Json.object());

        await(() -> calls.stream().anyMatch(c -> c.contains("/state") && c.contains("pickup_arrived") && c.contains(courier)));
        assertThat(robot(courier).path("phase").asText()).isEqualTo("AT_CABINET");
    }

    @Test
    void theSlidersRefusalIsShownAsItCame() throws Exception {
        String courier = atTheCabinet();

        JsonNode refused = post("/sandbox/phone/couriers/" + courier + "/slide", Json.object());

        assertThat(refused.path("status").asInt()).isEqualTo(200);
        assertThat(refused.path("body")).isEqualTo(Json.MAPPER.readTree(slider));
        assertThat(refused.path("closed").asBoolean()).isFalse();
        assertThat(phone(courier).at("/order/status").asText()).isEqualTo("pickup_arrived");
        assertThat(calls).anyMatch(c -> c.startsWith("ru POST /cargo-orders/v1/exchange/init-confirm") && c.contains(courier));
    }

    @Test
    void aSliderLetThroughWithNothingTakenIsSeenByTheJudge() throws Exception {
        String courier = atTheCabinet();
        slider = "{\"allowed\": true}";
        int before = get("/sandbox/contract-violations").path("count").asInt();

        JsonNode allowed = post("/sandbox/phone/couriers/" + courier + "/slide", Json.object());

        assertThat(allowed.path("closed").asBoolean()).isTrue();
        assertThat(phone(courier).at("/order/status").asText()).isEqualTo("pickuped");
        assertThat(get("/sandbox/contract-violations").path("count").asInt()).isEqualTo(before + 1);
    }

    @Test
    void thePhoneAsksInItsLanguage() throws Exception {
        String courier = atTheCabinet();
        post("/sandbox/phone/couriers/" + courier + "/language", Json.object("language", "en"));

        post("/sandbox/phone/couriers/" + courier + "/slide", Json.object());

        assertThat(calls).anyMatch(c -> c.startsWith("en POST /cargo-orders/v1/exchange/init-confirm"));
    }

    @ParameterizedTest
    @CsvSource({"take, no_open_cell", "put-in, no_open_cell", "close-door, no_open_cell", "swap, no_scooter_here"})
    void handsCannotDoWhatTheWorldDoesNotAllow(String deed, String code) throws Exception {
        String courier = atTheCabinet();

        HttpResponse<String> refused = send("/sandbox/phone/couriers/" + courier + "/" + deed, Json.object());

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Json.MAPPER.readTree(refused.body()).path("code").asText()).isEqualTo(code);
        assertThat(Json.MAPPER.readTree(refused.body()).path("message").asText()).matches(".*[а-я].*");
    }

    @Test
    void handsTakeOutOfAnOpenCellAndPutInAgainAndShutTheDoor() throws Exception {
        String courier = atTheCabinet();
        Cell cell = openCellFor(courier);
        String accumulator = cell.accumulator().id();
        String hands = "/sandbox/phone/couriers/" + courier;

        assertThat(phone(courier).at("/hands/open_cell/cell_id").asText()).isEqualTo(cell.id());
        assertThat(post(hands + "/take", Json.object()).at("/courier/bag/0/id").asText()).isEqualTo(accumulator);
        assertThat(send(hands + "/take", Json.object()).body()).contains("cell_empty");
        assertThat(post(hands + "/put-in", Json.object("accumulator_id", accumulator)).at("/courier/bag")).isEmpty();
        assertThat(send(hands + "/put-in", Json.object()).body()).contains("nothing_in_the_bag");
        post(hands + "/take", Json.object());
        assertThat(post(hands + "/close-door", Json.object()).at("/hands/open_cell").isNull()).isTrue();
        assertThat(send(hands + "/put-in", Json.object()).body()).contains("no_open_cell");
    }

    @Test
    void aDoorThatStandsOpenCannotBeMadeToStayShut() throws Exception {
        String courier = atTheCabinet();
        Cell cell = openCellFor(courier);

        assertThat(send("/sandbox/cells", Json.object("cell_id", cell.id(), "door", "jammed")).statusCode()).isEqualTo(400);
        post("/sandbox/phone/couriers/" + courier + "/close-door", Json.object());
        assertThat(post("/sandbox/cells", Json.object("cell_id", cell.id(), "door", "jammed")).path("door").asText()).isEqualTo("jammed");
        assertThat(phone(courier).at("/cells/0/door").asText()).isEqualTo("jammed");
    }

    @Test
    void handsSwapAtAnOpenDeckOnly() throws Exception {
        String courier = atTheCabinet();
        openCellFor(courier);
        String hands = "/sandbox/phone/couriers/" + courier;
        post(hands + "/take", Json.object());
        post(hands + "/close-door", Json.object());
        slider = "{\"allowed\": true}";
        post(hands + "/slide", Json.object());
        Scooter scooter = city.scooters().get("car-00001");
        String low = scooter.accumulator().id();

        assertThat(send(hands + "/swap", Json.object()).body()).as("from afar").contains("no_scooter_here");
        assertThat(post(hands + "/walk", Json.object("at_once", true)).at("/order/status").asText()).isEqualTo("delivery_arrived");
        assertThat(send(hands + "/swap", Json.object()).body()).as("deck shut").contains("battery_door_shut");
        synchronized (city) {
            scooter.batteryDoorOpen(true);
        }
        assertThat(post(hands + "/swap", Json.object()).at("/courier/bag/0/id").asText()).isEqualTo(low);
        assertThat(phone(courier).at("/hands/scooter/battery_door_open").asBoolean()).isFalse();
        assertThat(city.swaps()).hasSize(1);
    }

    @Test
    void thePhoneSendsNothingButRequestsOfAScreen() throws Exception {
        String courier = atTheCabinet();

        for (String address : List.of("/operator/v1/tasks", "http://elsewhere/taximeter/screens/v1/battery_exchange/status?x=1",
                "/taximeter/v1/find_vehicle?x=1")) {
            assertThat(send("/sandbox/phone/couriers/" + courier + "/request", Json.object("method", "GET", "url", address)).statusCode()).isEqualTo(400);
        }
    }

    private String atTheCabinet() throws Exception {
        String courier = post("/sandbox/phone/next", Json.object()).at("/courier/id").asText();
        claim();
        await(() -> phone(courier).at("/order/status").asText().equals("performer_found"));
        post("/sandbox/phone/couriers/" + courier + "/walk", Json.object("at_once", true));
        return courier;
    }

    /** Books for the courier, as the bundle would, and opens the cell. */
    private Cell openCellFor(String courier) throws Exception {
        String book = upstream("/scooter-accumulator/v1/cabinet/accumulator/book", TestSecrets.CABINET_TOKEN,
                Json.object("cabinet_id", "c-1", "accumulators_count", 1)).path("book_id").asText();
        upstream("/scooter-accumulator/v1/cabinet/booking/set_contractor", TestSecrets.CABINET_TOKEN, Json.object("book_id", book, "contractor_id", courier));
        Cell cell;
        synchronized (city) {
            cell = sandbox.getBean(Bookings.class).cellsFor(courier).get(0);
        }
        upstream("/scooter-accumulator/v1/cabinet/cell/open", TestSecrets.CABINET_TOKEN, Json.object("book_id", book, "cell_id", cell.id()));
        return cell;
    }

    /** Orders a courier from the first store to the first scooter, as the bundle would. */
    private String claim() throws Exception {
        Store store = city.stores().values().iterator().next();
        Scooter scooter = city.scooters().values().iterator().next();
        String task = "task-" + System.nanoTime();
        ObjectNode contact = Json.object("name", "Дежурный", "phone", "+70000000001", "email", "store123@example.com");
        ObjectNode item = Json.object("title", "Аккумулятор", "quantity", 1, "cost_value", "1.00", "cost_currency", "RUB", "pickup_point", 1,
                "droppof_point", 2, "extra_id", task, "weight", 9, "size", Json.object("length", 0.3, "width", 0.2, "height", 0.2));
        ObjectNode asked = Json.object("items", Json.array(Stream.of(item)), "route_points", Json.array(Stream.of(
                Json.object("point_id", 1, "visit_order", 1, "type", "source", "contact", contact, "skip_confirmation", true,
                        "address", Json.object("fullname", store.name(), "coordinates", List.of(store.position().lon(), store.position().lat()))),
                Json.object("point_id", 2, "visit_order", 2, "type", "destination", "contact", contact, "skip_confirmation", true,
                        "external_order_id", task + "/B",
                        "address", Json.object("fullname", "Самокат", "coordinates", List.of(scooter.position().lon(), scooter.position().lat()))),
                Json.object("point_id", 3, "visit_order", 3, "type", "destination", "contact", contact, "skip_confirmation", true,
                        "external_order_id", task + "/C",
                        "address", Json.object("fullname", store.name(), "coordinates", List.of(store.position().lon(), store.position().lat()))))));
        String cargo = "/b2b/cargo/integration/v2/claims/";
        String id = upstream(cargo + "create?request_id=" + task, TestSecrets.CARGO_TOKEN, asked).path("id").asText();
        await(() -> upstream(cargo + "info?claim_id=" + id, TestSecrets.CARGO_TOKEN, null).path("status").asText().equals("ready_for_approval"));
        upstream(cargo + "accept?claim_id=" + id, TestSecrets.CARGO_TOKEN, Json.object("version", 1));
        return id;
    }

    private JsonNode upstream(String path, String token, ObjectNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json").header("Accept-Language", "ru").header("X-Request-Id", "r-" + System.nanoTime())
                .header("X-Idempotency-Token", "t-" + System.nanoTime()).header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        return json(request.POST(body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.toString())).build());
    }

    private JsonNode phone(String courier) {
        return get("/sandbox/phone/couriers/" + courier);
    }

    private JsonNode robot(String courier) {
        for (JsonNode one : get("/sandbox/city").path("couriers")) {
            if (one.path("id").asText().equals(courier)) {
                return one;
            }
        }
        throw new AssertionError("no courier " + courier);
    }

    private JsonNode get(String path) {
        return json(HttpRequest.newBuilder(URI.create(url + path)).build());
    }

    private JsonNode post(String path, ObjectNode body) throws Exception {
        HttpResponse<String> response = send(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.MAPPER.readTree(response.body());
    }

    private HttpResponse<String> send(String path, ObjectNode body) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url + path)).POST(HttpRequest.BodyPublishers.ofString(body.toString())).build(),
                BodyHandlers.ofString());
    }

    private JsonNode json(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(request.uri() + " " + response.body()).isEqualTo(200);
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The bundle: it knows no actions, and its slider says what the test wants. */
    private void answer(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(exchange.getRequestHeaders().getFirst("Accept-Language") + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + asked);
        byte[] body = (exchange.getRequestURI().getPath().endsWith("init-confirm") ? slider : "{\"actions\": []}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
