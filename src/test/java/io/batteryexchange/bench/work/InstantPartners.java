package io.batteryexchange.bench.work;

import io.batteryexchange.bench.support.RawServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that is scooter-backend, scooter-accumulator and cargo at once and answers at once, as their contracts say: every scooter has a low tag, every cabinet an
 * accumulator, every claim a courier on his way to the scooter. Scooter, task and claim of a swap have the same number ({@link Swap}), so nothing is kept but the journal.
 *
 * <p>{@code POST /bench/journal} with {@code first}, {@code count} and {@code statuses} puts the events of these claims into the journal; {@code GET /bench/journal}
 * tells {@code taken_s}: seconds from the first page with one of them to the call that asks for what follows the last; -1: not yet.
 */
public final class InstantPartners {

    private static final String CLAIMS = "/b2b/cargo/integration/v2/claims/";
    private static final String CABINETS = "/scooter-accumulator/v1/cabinet/";

    private final List<String> journal = new ArrayList<>();
    private int begun;
    private long answeredAt;
    private double takenSeconds = -1;

    /** @param arguments the port */
    public static void main(String[] arguments) throws IOException {
        RawServer.serve(Integer.parseInt(arguments[0]), new InstantPartners()::answer);
    }

    private String answer(RawServer.Request request) {
        return switch (request.path()) {
            case "/scooter-backend/car/info", "/scooter-backend/car/details" -> scooter(request.parameter("car_id"));
            case "/scooter-backend/car/tags/add" -> "{\"tag_id\":\"processing-" + request.text("car_id") + "\"}";
            case "/scooter-backend/car/list" -> "{\"cars\":[]}";
            case CABINETS + "accumulator/available_for_booking" -> """
                {"cabinets":[{"cabinet_id":"c-1","store_id":"grocery:123","available":5},{"cabinet_id":"c-2","store_id":"grocery:124","available":3},
                {"cabinet_id":"c-3","store_id":"garage:321","available":0}]}""";
            case CABINETS + "accumulator/book" -> "{\"book_id\":\"b-" + request.header("X-Idempotency-Token") + "\"}";
            case CABINETS + "bookings" -> "{\"bookings\":[]}";
            case CLAIMS + "create" -> claim(Swap.ofTask(request.text("extra_id")), "new", 1);
            case CLAIMS + "info" -> claim(Swap.ofClaim(request.parameter("claim_id")), "delivery_arrived", 1000);
            case CLAIMS + "accept" -> "{\"id\":\"" + request.parameter("claim_id") + "\",\"status\":\"accepted\",\"version\":1,\"user_request_revision\":\"1\",\"skip_client_notify\":true}";
            case CLAIMS + "journal" -> page(request.text("cursor"), Integer.parseInt(request.parameter("limit")));
            case "/oauth2/jwks" -> "{\"keys\":[]}";
            case "/bench/journal" -> request.body().isEmpty() ? times() : append(Long.parseLong(request.text("first")), Integer.parseInt(request.text("count")), request.text("statuses"));
            default -> "{}";
        };
    }

    private static String scooter(String carId) {
        return """
            {"id":"%s","number":"%s","model":"M","online":true,"location":{"lat":55.7345,"lon":37.5880},
            "battery":{"accumulator_id":"acc-old","level_percent":17,"measured_at":"2026-01-05T10:00:00Z"},
            "tags":[{"tag":"battery_low","tag_id":"%s","priority":10,"created_at":"2026-01-05T10:00:00Z"}]}""".formatted(carId, Swap.ofScooter(carId).number(), Swap.ofScooter(carId).tag());
    }

    /** Three points and the return point that cargo appends, with ids above 2^31; point A is visited where the courier has come so far. */
    private static String claim(Swap swap, String status, int revision) {
        boolean underWay = !status.equals("new");
        return "{\"id\":\"" + swap.claim() + "\",\"status\":\"" + status + "\",\"version\":1,\"revision\":" + revision + ",\"user_request_revision\":\"1\",\"items\":[],\"route_points\":["
            + point(1, "source", underWay ? "visited" : "pending", "") + "," + point(2, "destination", "pending", swap.task() + "/B") + ","
            + point(3, "destination", "pending", swap.task() + "/C") + "," + point(4, "return", "skipped", "") + "],"
            + (underWay ? "\"performer_info\":{\"courier_name\":\"Courier\",\"legal_name\":\"Legs Ltd\",\"performer_id\":\"courier-5\"}," : "")
            + "\"created_ts\":\"2026-01-05T10:00:00.000001+00:00\",\"updated_ts\":\"2026-01-05T10:00:00.000001+00:00\"}";
    }

    private static String point(int order, String type, String visit, String externalOrder) {
        return "{\"id\":1700000000000" + order + ",\"type\":\"" + type + "\",\"visit_order\":" + order + ",\"visit_status\":\"" + visit + "\","
            + (externalOrder.isEmpty() ? "" : "\"external_order_id\":\"" + externalOrder + "\",") + "\"visited_at\":{}}";
    }

    private synchronized String append(long first, int count, String statuses) {
        begun = journal.size();
        takenSeconds = -1;
        answeredAt = 0;
        for (long number = first; number < first + count; number++) {
            int revision = 1;
            for (String status : statuses.split(" ")) {
                revision++;
                journal.add("""
                    {"operation_id":%d,"claim_id":"%s","change_type":"status_changed","new_status":"%s","revision":%d,"updated_ts":"2026-01-05T10:00:01.000001+00:00",\
                    "current_point_id":17000000000001}""".formatted(1_000_000L + journal.size(), new Swap(number).claim(), status, revision));
            }
        }
        return "{}";
    }

    /** The cursor counts the events before it. */
    private synchronized String page(String cursor, int limit) {
        int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
        int to = Math.min(journal.size(), from + limit);
        if (from == journal.size() && answeredAt != 0 && takenSeconds < 0) {
            takenSeconds = (System.nanoTime() - answeredAt) / 1e9;
        }
        String answer = "{\"cursor\":\"" + to + "\",\"events\":[" + String.join(",", journal.subList(from, to)) + "]}";
        if (to > begun && answeredAt == 0) {
            answeredAt = System.nanoTime();
        }
        return answer;
    }

    private synchronized String times() {
        return "{\"taken_s\":" + takenSeconds + "}";
    }
}
