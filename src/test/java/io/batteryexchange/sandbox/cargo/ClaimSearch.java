package io.batteryexchange.sandbox.cargo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.wire.Answer;
import io.batteryexchange.sandbox.wire.Cursor;
import io.batteryexchange.sandbox.wire.Json;
import io.batteryexchange.sandbox.wire.Refusal;
import io.batteryexchange.sandbox.wire.Shape;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** {@code claims/search}: a filter or a cursor, newest first. A cursor comes on every page, also the last. */
final class ClaimSearch {

    private static final Shape FILTER = Shape.object()
            .required("limit", Shape.integer(0, 1000)).optional("offset", Shape.integer(0, Integer.MAX_VALUE))
            .optional("claim_id", Shape.text()).optional("phone", Shape.text()).optional("status", Shape.text())
            .optional("created_from", Shape.text()).optional("created_to", Shape.text())
            .optional("due_from", Shape.text()).optional("due_to", Shape.text())
            .optional("state", Shape.oneOf("active", "finished", "delayed")).optional("external_order_id", Shape.text());
    private static final Shape NEXT = Shape.object().required("cursor", Shape.text());

    private final Claims claims;

    ClaimSearch(Claims claims) {
        this.claims = claims;
    }

    Answer answer(JsonNode body) {
        if (fits(FILTER, body)) {
            return page(body, body.path("offset").asInt(0));
        }
        if (fits(NEXT, body)) {
            return next(body.get("cursor").textValue());
        }
        throw Refusal.breach(400, "400", "Value of '/' cannot be parsed as a variant");
    }

    private Answer next(String cursor) {
        try {
            String position = Cursor.read("search", cursor)
                    .orElseThrow(() -> Refusal.breach(400, "validation_error", "cursor is not one of ours"));
            int space = position.indexOf(' ');
            return page(Json.MAPPER.readTree(position.substring(space + 1)), Integer.parseInt(position.substring(0, space)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cursor of ours holds no filter", e);
        }
    }

    private Answer page(JsonNode filter, int offset) {
        List<Claim> matching = new ArrayList<>(claims.all().stream().filter(matches(filter)).toList());
        Collections.reverse(matching);
        int end = Math.min(matching.size(), offset + filter.get("limit").intValue());
        List<Claim> shown = offset >= end ? List.of() : matching.subList(offset, end);
        return Answer.ok(Json.object("claims", Json.array(shown.stream().map(ClaimDocument::of)),
                "cursor", Cursor.of("search", Math.max(offset, end) + " " + filter)));
    }

    private static Predicate<Claim> matches(JsonNode filter) {
        return claim -> same(filter, "claim_id", claim.id) && same(filter, "status", claim.status)
                && (!filter.has("external_order_id") || claim.points.stream()
                        .anyMatch(p -> p.externalOrderId().equals(filter.get("external_order_id").textValue())))
                && (!filter.has("state") || filter.get("state").textValue().equals(ClaimStatus.terminal(claim.status) ? "finished" : "active"))
                && (!filter.has("created_from") || !claim.createdAt.isBefore(time(filter, "created_from").toInstant()))
                && (!filter.has("created_to") || claim.createdAt.isBefore(time(filter, "created_to").toInstant()));
    }

    private static boolean same(JsonNode filter, String field, String value) {
        return !filter.has(field) || filter.get(field).textValue().equals(value);
    }

    private static OffsetDateTime time(JsonNode filter, String field) {
        try {
            return OffsetDateTime.parse(filter.get(field).textValue());
        } catch (DateTimeParseException e) {
            throw Refusal.breach(400, "validation_error", field + " is no date-time");
        }
    }

    private static boolean fits(Shape shape, JsonNode body) {
        List<String> problems = new ArrayList<>();
        shape.check("", body, (place, reason) -> problems.add(place + reason));
        return problems.isEmpty();
    }
}
