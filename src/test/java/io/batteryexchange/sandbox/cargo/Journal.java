package io.batteryexchange.sandbox.cargo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.wire.Cursor;
import io.batteryexchange.sandbox.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The feed of all changes of all claims of the account. Under the city's lock. */
public final class Journal {

    private static final long FIRST_OPERATION = 501;

    /** One change; {@code servedAt} is when a page first held it, null before. */
    public static final class Event {
        public final long operationId;
        public final String claimId;
        public final long revision;
        public final String changeType;
        public final String newStatus;
        private final ObjectNode document;
        private Instant servedAt;

        Event(long operationId, String claimId, long revision, String changeType, String newStatus, ObjectNode document) {
            this.operationId = operationId;
            this.claimId = claimId;
            this.revision = revision;
            this.changeType = changeType;
            this.newStatus = newStatus;
            this.document = document;
        }

        public Instant servedAt() {
            return servedAt;
        }
    }

    /** One answer of the journal. */
    record Page(String cursor, List<ObjectNode> events) {
    }

    private final List<Event> events = new ArrayList<>();

    public List<Event> events() {
        return events;
    }

    void statusChanged(Claim claim, String status) {
        add(claim, "status_changed", status, Json.present("new_status", status, "resolution", ClaimStatus.resolution(status)));
    }

    void priceChanged(Claim claim, String price) {
        add(claim, "price_changed", null, Json.object("new_price", price, "new_currency", "RUB"));
    }

    void unknownChange(Claim claim) {
        add(claim, "courier_mood_changed", null, Json.object("mood", "cheerful"));
    }

    private void add(Claim claim, String changeType, String status, ObjectNode special) {
        long operationId = FIRST_OPERATION + events.size();
        ObjectNode document = Json.object("operation_id", operationId, "claim_id", claim.id, "change_type", changeType,
                "updated_ts", ClaimDocument.time(claim.updatedAt), "revision", claim.revision, "current_point_id", claim.currentPointId);
        document.setAll(special);
        events.add(new Event(operationId, claim.id, claim.revision, changeType, status, document));
    }

    /** The index that a cursor stands for; empty when it is none of ours. */
    OptionalInt position(String cursor) {
        if (cursor == null) {
            return OptionalInt.of(0);
        }
        return Cursor.read("journal", cursor).map(p -> OptionalInt.of(Integer.parseInt(p))).orElse(OptionalInt.empty());
    }

    Page page(int from, int limit) {
        int start = Math.min(from, events.size());
        int end = Math.min(start + limit, events.size());
        List<ObjectNode> documents = new ArrayList<>();
        for (Event event : events.subList(start, end)) {
            if (event.servedAt == null) {
                event.servedAt = Instant.now();
            }
            documents.add(event.document);
        }
        return new Page(Cursor.of("journal", String.valueOf(end)), documents);
    }
}
