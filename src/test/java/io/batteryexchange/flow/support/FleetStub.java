package io.batteryexchange.flow.support;

import static io.batteryexchange.flow.support.Documents.array;
import static io.batteryexchange.flow.support.Documents.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** scooter-backend: knows the scooters that a test gives it, and does whatever it is asked. */
public final class FleetStub {

    public static final String LIST = "/scooter-backend/car/list";
    public static final String INFO = "/scooter-backend/car/info";
    public static final String DETAILS = "/scooter-backend/car/details";
    public static final String ADD_TAG = "/scooter-backend/car/tags/add";
    public static final String REMOVE_TAG = "/scooter-backend/car/tags/remove";
    public static final String START = "/scooter-backend/servicing/start";
    public static final String FINISH = "/scooter-backend/servicing/finish";
    public static final String SENSORS = "/scooter-backend/telematics/sensors";
    public static final String COMMAND = "/scooter-backend/car/command";

    private final StubServer stub;
    private final Map<String, ObjectNode> scooters = new LinkedHashMap<>();
    private final Map<String, List<List<String>>> pages = new LinkedHashMap<>();
    private List<List<ObjectNode>> sensors = List.of(List.of());

    FleetStub(StubServer stub) {
        this.stub = stub;
    }

    void reset() {
        scooters.clear();
        pages.clear();
        sensors = List.of(List.of());
        stub.on(LIST, this::list);
        stub.on(SENSORS, request -> page(request, "values", sensors, reading -> reading));
        stub.on(INFO, request -> scooter(request.query().get("car_id")));
        stub.on(DETAILS, request -> scooter(request.query().get("car_id")));
        stub.on(ADD_TAG, request -> Answer.ok(object("tag_id", request.field("car_id") + "-" + request.field("tag"))));
        stub.on(REMOVE_TAG, request -> Answer.ok("{}"));
        stub.on(START, request -> Answer.ok("{}"));
        stub.on(FINISH, request -> Answer.ok("{}"));
        stub.on(COMMAND, request -> Answer.ok(object("command_id", "command-1")));
    }

    /** A scooter near store grocery:123 with accumulator acc-old at 17 %; tags as {@code tag/tag_id}. */
    public ObjectNode scooter(String carId, String... tags) {
        return scooterAt(carId, 55.7345, 37.5880, tags);
    }

    public ObjectNode scooterAt(String carId, double lat, double lon, String... tags) {
        List<ObjectNode> list = new ArrayList<>();
        for (String tag : tags) {
            String[] parts = tag.split("/");
            list.add(object("tag", parts[0], "tag_id", parts[1], "priority", 10, "created_at", "2026-01-05T10:00:00Z"));
        }
        ObjectNode scooter = object("id", carId, "number", "N-" + carId, "model", "M", "online", true, "location", object("lat", lat, "lon", lon),
            "battery", object("accumulator_id", "acc-old", "level_percent", 17, "measured_at", "2026-01-05T10:00:00Z"), "tags", list);
        scooters.put(carId, scooter);
        return scooter;
    }

    /** Which accumulator the scooter holds now. */
    public void battery(String carId, String accumulatorId, int percent) {
        scooters.get(carId).set("battery", object("accumulator_id", accumulatorId, "level_percent", percent, "measured_at", "2026-01-05T10:30:00Z"));
    }

    /** The pages of the car list for one low tag, each a list of scooter ids. */
    @SafeVarargs
    public final void lists(String tag, List<String>... carIds) {
        pages.put(tag + "*-recharge_processing", List.of(carIds));
    }

    /** The pages of the car list for exactly this filter. */
    @SafeVarargs
    public final void listsFor(String tagsFilter, List<String>... carIds) {
        pages.put(tagsFilter, List.of(carIds));
    }

    /** The pages of the charge sensors' values. */
    @SafeVarargs
    public final void sensors(List<ObjectNode>... values) {
        sensors = List.of(values);
    }

    /** A value of the charge sensor; {@code value} is percent, or whatever a broken sensor says. */
    public static ObjectNode reading(String carId, Object value, String measuredAt) {
        return object("car_id", carId, "value", value, "measured_at", measuredAt);
    }

    private Answer list(Received request) {
        return page(request, "cars", pages.getOrDefault(request.query().get("tags_filter"), List.of(List.of())), id -> object("id", id, "number", "N-" + id));
    }

    private static <T> Answer page(Received request, String name, List<List<T>> all, Function<T, ObjectNode> document) {
        String cursor = request.query().get("cursor");
        int page = cursor == null ? 0 : Integer.parseInt(cursor.substring("page ".length()));
        ObjectNode answer = object(name, array(all.get(page).stream().map(document).toList()));
        if (page + 1 < all.size()) {
            answer.put("cursor", "page " + (page + 1));
        }
        return Answer.ok(answer);
    }

    private Answer scooter(String carId) {
        ObjectNode scooter = scooters.get(carId);
        return scooter == null ? Answer.error(404, "car_not_found") : Answer.ok(scooter);
    }
}
