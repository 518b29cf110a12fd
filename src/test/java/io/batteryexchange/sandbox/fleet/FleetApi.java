package io.batteryexchange.sandbox.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Position;
import io.batteryexchange.sandbox.city.Scooter;
import io.batteryexchange.sandbox.wire.Answer;
import io.batteryexchange.sandbox.wire.Call;
import io.batteryexchange.sandbox.wire.Cursor;
import io.batteryexchange.sandbox.wire.Json;
import io.batteryexchange.sandbox.wire.Refusal;
import io.batteryexchange.sandbox.wire.Shape;
import io.batteryexchange.sandbox.wire.Upstream;
import io.batteryexchange.sandbox.wire.WireRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** scooter-backend. */
public final class FleetApi {

    private static final String ID = "[!-~]{1,128}";
    private static final String LIMIT = "[1-9][0-9]?|[1-4][0-9]{2}|500";

    private final Fleet fleet;
    private final City city;
    private long commands;

    public FleetApi(Fleet fleet) {
        this.fleet = fleet;
        this.city = fleet.city();
    }

    public Upstream upstream(String token) {
        Shape id = Shape.pattern(ID);
        return Upstream.of("scooter-backend", "/scooter-backend", token, "bad_request", true, false, List.of(
                Call.get("car/list").optional("tags_filter", ".+").optional("limit", LIMIT).optional("cursor", ".+").answeredBy(this::list),
                Call.get("car/info").required("car_id", ID).about("car_id").answeredBy(this::info),
                Call.get("car/details").required("car_id", ID).about("car_id").answeredBy(this::details),
                Call.post("car/tags/add").changes().answeredBy(this::addTag).body(Shape.object()
                        .required("car_id", id).required("tag", Shape.pattern("[a-z0-9_]{1,64}"))
                        .optional("priority", Shape.integer(0, 10_000)).optional("comment", Shape.text(0, 7000))),
                Call.post("car/tags/remove").changes().answeredBy(this::removeTag).body(Shape.object()
                        .required("car_id", id).required("tag_id", id)),
                Call.post("servicing/start").changes().answeredBy(this::startServicing).body(Shape.object()
                        .required("car_id", id).required("tag_id", id).required("performer_id", id)),
                Call.post("servicing/finish").changes().answeredBy(this::finishServicing).body(Shape.object()
                        .required("car_id", id).required("tag_id", id)),
                Call.post("car/command").changes().answeredBy(this::command).body(Shape.object()
                        .required("car_id", id).required("command", Shape.oneOf("find", "open_battery_door"))),
                Call.get("telematics/sensors").required("sensor_id", "2107").optional("limit", LIMIT).optional("cursor", ".+")
                        .answeredBy(this::sensors)));
    }

    private Answer list(WireRequest request) {
        String text = request.query("tags_filter");
        TagsFilter filter = text == null ? new TagsFilter(List.of(), List.of()) : TagsFilter.parse(text)
                .orElseThrow(() -> Refusal.breach(400, "bad_request", "tags_filter cannot be read: " + text));
        return page(request, "cars", s -> filter.matches(fleet.tagNames(s.id())),
                s -> Json.object("id", s.id(), "number", s.number(), "model", s.model(), "location", location(s.position())));
    }

    private Answer sensors(WireRequest request) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return page(request, "values", s -> true,
                s -> Json.object("car_id", s.id(), "value", s.reading(city.now()), "measured_at", now));
    }

    private Answer page(WireRequest request, String name, Predicate<Scooter> filter, Function<Scooter, JsonNode> document) {
        String kind = name + request.query("tags_filter", "");
        String after = request.query("cursor") == null ? "" : Cursor.read(kind, request.query("cursor"))
                .orElseThrow(() -> Refusal.breach(400, "bad_request", "cursor is not one of ours for this query"));
        int limit = request.number("limit", 100);
        List<Scooter> rest = city.scooters().values().stream()
                .filter(s -> s.id().compareTo(after) > 0).filter(filter).limit(limit + 1L).toList();
        List<Scooter> shown = rest.subList(0, Math.min(limit, rest.size()));
        ArrayNode documents = Json.array(shown.stream().map(document));
        String cursor = rest.size() > limit ? Cursor.of(kind, shown.get(limit - 1).id()) : null;
        return Answer.ok(Json.present(name, documents, "cursor", cursor));
    }

    private Answer info(WireRequest request) {
        Scooter scooter = scooter(request.query("car_id"));
        return Answer.ok(Json.object("id", scooter.id(), "number", scooter.number(),
                "location", location(scooter.position()), "tags", tags(scooter)));
    }

    private Answer details(WireRequest request) {
        Scooter s = scooter(request.query("car_id"));
        ObjectNode battery = Json.object("accumulator_id", s.accumulator().id(), "level_percent", s.reading(city.now()),
                "measured_at", Instant.now().truncatedTo(ChronoUnit.MILLIS));
        return Answer.ok(Json.object("id", s.id(), "number", s.number(), "model", s.model(), "location", location(s.position()),
                "battery", battery, "online", s.online(city.now()), "tags", tags(s)));
    }

    private Answer addTag(WireRequest request) {
        Scooter scooter = scooter(request.text("car_id"));
        boolean known = fleet.tag(scooter.id(), request.text("tag")).isPresent();
        int priority = request.body().path("priority").asInt(0);
        Tag tag = fleet.setTag(scooter, request.text("tag"), priority);
        Answer answer = Answer.ok(Json.object("tag_id", tag.tagId())).about("car_id", scooter.id(), "tag", tag.name(), "tag_id", tag.tagId());
        return known ? answer.unchanged() : answer;
    }

    private Answer removeTag(WireRequest request) {
        Scooter scooter = scooter(request.text("car_id"));
        Tag tag = fleet.removeTag(scooter, request.text("tag_id"))
                .orElseThrow(() -> Refusal.of(404, "tag_not_found", "no such tag on " + scooter.id()));
        return Answer.ok(Json.object()).about("car_id", scooter.id(), "tag", tag.name(), "tag_id", tag.tagId());
    }

    private Answer startServicing(WireRequest request) {
        Servicing servicing = servicing(request);
        String performer = request.text("performer_id");
        Answer answer = Answer.ok(Json.object()).about("car_id", servicing.carId(), "tag_id", servicing.tagId(), "performer_id", performer);
        if (performer.equals(servicing.performerId())) {
            return answer.unchanged();
        }
        if (servicing.performerId() != null) {
            throw Refusal.of(409, "servicing_by_another", "servicing is done by " + servicing.performerId());
        }
        servicing.start(performer);
        return answer;
    }

    private Answer finishServicing(WireRequest request) {
        Servicing servicing = servicing(request);
        if (servicing.performerId() == null) {
            throw Refusal.of(409, "servicing_not_started", "nobody is servicing " + servicing.carId());
        }
        fleet.servicingFinished(scooter(servicing.carId()), servicing.tagId());
        return Answer.ok(Json.object()).about("car_id", servicing.carId(), "tag_id", servicing.tagId());
    }

    private Servicing servicing(WireRequest request) {
        Scooter scooter = scooter(request.text("car_id"));
        String tagId = request.text("tag_id");
        if (!fleet.wasEverOn(scooter.id(), tagId)) {
            throw Refusal.of(404, "tag_not_found", "%s never had tag %s".formatted(scooter.id(), tagId));
        }
        return fleet.servicing(scooter.id(), tagId);
    }

    private Answer command(WireRequest request) {
        Scooter scooter = scooter(request.text("car_id"));
        if (!scooter.online(city.now())) {
            scooter.unreached(city.now());
            city.fate().happened(Behaviour.SCOOTER_OFFLINE);
            throw Refusal.of(409, "car_offline", scooter.id() + " is offline");
        }
        if (request.text("command").equals("open_battery_door")) {
            scooter.batteryDoorOpen(true);
        }
        return Answer.ok(Json.object("command_id", "cmd-" + ++commands)).about("car_id", scooter.id(), "command", request.text("command"));
    }

    private Scooter scooter(String carId) {
        Scooter scooter = city.scooters().get(carId);
        if (scooter == null) {
            throw Refusal.of(404, "car_not_found", "no scooter " + carId);
        }
        return scooter;
    }

    private ArrayNode tags(Scooter scooter) {
        String performer = fleet.servicedBy(scooter.id()).orElse(null);
        return Json.array(fleet.tags(scooter.id()).stream().map(t -> Json.present("tag_id", t.tagId(), "tag", t.name(),
                "priority", t.priority(), "performer_id", t.isLow() ? performer : null, "created_at", t.createdAt().truncatedTo(ChronoUnit.MILLIS))));
    }

    private static ObjectNode location(Position position) {
        return Json.object("lat", position.lat(), "lon", position.lon());
    }
}
