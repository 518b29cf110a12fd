package io.batteryexchange.claim;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import java.util.Set;

/**
 * A claim as cargo tells it, reduced to what a swap needs. Points are found by type and {@code external_order_id}, never by position: cargo renumbers
 * them and may append a return point (contracts, cargo-claims § 4).
 *
 * @param returnPoint where undelivered goods go back to; null where cargo appended none
 * @param performerId only where an in-house cargo sends it in {@code performer_info}; else null
 */
record Claim(String id, String status, long version, long revision, Point a, Point b, Point c, Long returnPoint, String performerId) {

    /**
     * @param closed the courier is through with the point, successfully or not
     * @param served something was handed over there
     */
    record Point(long id, boolean closed, boolean served) {
    }

    private static final Set<String> SERVED = Set.of("visited", "partial_delivery");

    /**
     * @param taskId whose claim it must be: points B and C carry its id, so that a claim of somebody else is never followed or cancelled; null: not known
     * @throws UpstreamAnswerUnusable no claim, or another task's
     */
    static Claim read(JsonNode claim, String taskId) {
        JsonNode a = null;
        JsonNode b = null;
        JsonNode c = null;
        JsonNode back = null;
        for (JsonNode point : claim.path("route_points")) {
            String order = point.path("external_order_id").asText();
            switch (point.path("type").asText()) {
                case "source" -> a = a == null ? point : a;
                case "return" -> back = point;
                case "destination" -> {
                    if (isOrder(order, taskId, "/B")) {
                        b = point;
                    } else if (isOrder(order, taskId, "/C")) {
                        c = point;
                    }
                }
                default -> { }
            }
        }
        if (claim.path("id").asText().isEmpty() || claim.path("status").asText().isEmpty() || a == null || b == null || c == null) {
            throw new UpstreamAnswerUnusable("cargo", "a claim without id, status or one of the points A, B, C");
        }
        String performer = claim.path("performer_info").path("performer_id").asText("");
        return new Claim(claim.path("id").asText(), claim.path("status").asText(), claim.path("version").asLong(), claim.path("revision").asLong(),
            point(a), point(b), point(c), back == null ? null : point(back).id(), performer.isBlank() ? null : performer);
    }

    private static boolean isOrder(String order, String taskId, String point) {
        return taskId == null ? order.endsWith(point) : order.equals(taskId + point);
    }

    private static Point point(JsonNode point) {
        if (!point.path("id").canConvertToLong() || !point.path("id").isIntegralNumber()) {
            throw new UpstreamAnswerUnusable("cargo", "a point without an id");
        }
        String visit = point.path("visit_status").asText();
        boolean served = SERVED.contains(visit);
        return new Point(point.path("id").asLong(), served || visit.equals("skipped"), served);
    }
}
