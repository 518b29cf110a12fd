package io.batteryexchange.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A claim as cargo answers it: points renumbered above 2^31, and a return point appended that nobody sent. */
final class ClaimAnswer {

    static final long A = 17_000_000_000_001L;
    static final long B = 17_000_000_000_002L;
    static final long C = 17_000_000_000_003L;
    static final long APPENDED = 17_000_000_000_004L;

    private final ObjectNode claim = JsonNodeFactory.instance.objectNode();

    private ClaimAnswer(String status) {
        claim.put("id", "0f00000000000000000000000000abcd").put("status", status).put("version", 1).put("revision", 7);
        claim.putArray("route_points");
        point(A, "source", null);
        point(B, "destination", "task-1/B");
        point(C, "destination", "task-1/C");
        point(APPENDED, "return", null);
    }

    static ClaimAnswer in(String status) {
        return new ClaimAnswer(status);
    }

    ClaimAnswer visit(long point, String status) {
        point(point).put("visit_status", status);
        return this;
    }

    ClaimAnswer externalOrder(long point, String id) {
        point(point).put("external_order_id", id);
        return this;
    }

    ClaimAnswer with(String field, JsonNode value) {
        claim.set(field, value);
        return this;
    }

    ClaimAnswer without(String field) {
        claim.remove(field);
        return this;
    }

    ClaimAnswer withoutPoint(long point) {
        ArrayNode points = claim.withArray("route_points");
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).path("id").asLong() == point) {
                points.remove(i);
            }
        }
        return this;
    }

    ClaimAnswer renumbered(long point, JsonNode id) {
        point(point).set("id", id);
        return this;
    }

    ClaimAnswer pointsTurnedRound() {
        List<JsonNode> points = new ArrayList<>();
        claim.withArray("route_points").forEach(points::add);
        Collections.reverse(points);
        claim.putArray("route_points").addAll(points);
        return this;
    }

    JsonNode json() {
        return claim;
    }

    private void point(long id, String type, String externalOrderId) {
        ArrayNode points = claim.withArray("route_points");
        ObjectNode point = points.addObject().put("id", id).put("type", type).put("visit_order", points.size()).put("visit_status", "pending");
        if (externalOrderId != null) {
            point.put("external_order_id", externalOrderId);
        }
    }

    private ObjectNode point(long id) {
        for (JsonNode point : claim.withArray("route_points")) {
            if (point.path("id").asLong() == id) {
                return (ObjectNode) point;
            }
        }
        throw new IllegalArgumentException("no point " + id);
    }
}
