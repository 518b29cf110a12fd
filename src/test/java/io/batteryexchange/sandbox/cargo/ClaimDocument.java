package io.batteryexchange.sandbox.cargo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.wire.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

/** A claim as the API shows it. */
final class ClaimDocument {

    private static final DateTimeFormatter SIX_DIGITS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);
    private static final double COURIER_KG = 10;

    private ClaimDocument() {
    }

    static String time(Instant instant) {
        return SIX_DIGITS.format(instant);
    }

    static ObjectNode of(Claim claim) {
        ObjectNode document = claim.asked.deepCopy();
        document.remove("auto_accept");
        document.remove("offer_payload");
        document.put("id", claim.id).put("status", claim.status).put("version", claim.version).put("revision", claim.revision)
                .put("user_request_revision", "1").put("current_point_id", claim.currentPointId)
                .put("created_ts", time(claim.createdAt)).put("updated_ts", time(claim.updatedAt))
                .put("last_status_change_ts", claim.statusChangedAt == null ? "1970-01-01T00:00:00+00:00" : time(claim.statusChangedAt))
                .put("corp_client_id", "c17b0c5ace11ab1e5c17b0c5ace11ab1");
        document.set("items", items(claim));
        document.set("route_points", Json.array(claim.points.stream().map(ClaimDocument::point)));
        document.set("error_messages", errors(claim));
        document.set("warnings", warnings(claim));
        document.set("pricing", pricing(claim));
        if (claim.performer != null) {
            document.set("performer_info", performer(claim));
        }
        document.set("features", Json.array(Stream.of(Json.object("id", "optional_return"))));
        document.put("route_color_hint", "#00ca50");
        return document;
    }

    private static ArrayNode items(Claim claim) {
        ArrayNode items = claim.asked.withArray("items").deepCopy();
        for (JsonNode node : items) {
            ObjectNode item = (ObjectNode) node;
            item.put("pickup_point", serverId(claim, item.get("pickup_point").longValue()));
            JsonNode dropoff = item.has("dropoff_point") ? item.get("dropoff_point") : item.get("droppof_point");
            if (dropoff != null) {
                long id = serverId(claim, dropoff.longValue());
                item.put("dropoff_point", id).put("droppof_point", id);
            }
        }
        return items;
    }

    private static long serverId(Claim claim, long clientId) {
        return claim.points.stream().filter(p -> p.clientId() == clientId).mapToLong(ClaimPoint::id).findFirst().orElseThrow();
    }

    private static ObjectNode point(ClaimPoint point) {
        ObjectNode document = point.asked().deepCopy();
        document.remove("point_id");
        document.put("id", point.id()).put("type", point.type()).put("visit_order", point.visitOrder()).put("visit_status", point.visitStatus());
        document.set("visited_at", point.visitedAt() == null ? Json.object() : Json.object("actual", time(point.visitedAt())));
        if (!document.has("skip_confirmation")) {
            document.put("skip_confirmation", false);
        }
        return document;
    }

    private static ArrayNode errors(Claim claim) {
        return claim.status.equals("estimating_failed")
                ? Json.array(Stream.of(Json.object("code", "estimating.zone_unavailable", "message", "Зона недоступна")))
                : Json.MAPPER.createArrayNode();
    }

    private static ArrayNode warnings(Claim claim) {
        double kg = 0;
        for (JsonNode item : claim.asked.withArray("items")) {
            kg += item.path("weight").doubleValue() * item.path("quantity").longValue();
        }
        return kg <= COURIER_KG || !claim.asked.at("/client_requirements/taxi_class").asText("courier").equals("courier")
                ? Json.MAPPER.createArrayNode()
                : Json.array(Stream.of(Json.object("source", "taxi_requirements", "code", "not_fit_in_car")));
    }

    private static ObjectNode pricing(Claim claim) {
        ObjectNode offer = claim.offerUntil == null ? null : Json.object("offer_id", claim.id.substring(0, 16),
                "price", claim.price + ".0000", "price_with_vat", claim.price * 122 / 100 + ".0000", "valid_until", time(claim.offerUntil));
        return Json.present("offer", offer, "currency", "RUB", "final_price", claim.finalPrice);
    }

    private static ObjectNode performer(Claim claim) {
        return Json.present("courier_name", claim.performer.name(), "legal_name", "ООО «Ноги»", "transport_type", "bicycle",
                "performer_id", claim.tellsPerformer ? claim.performer.id() : null);
    }
}
