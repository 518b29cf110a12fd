package io.batteryexchange.sandbox.cargo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.wire.Cursor;
import io.batteryexchange.sandbox.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** The feed of all changes of all claims of the account. Under the city's lock. */
public final class Journal {

    private static final long FIRST_OPERATION = 501;
    /** Pages that a late event is late, at most. */
    private static final int LATEST = 3;

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

    /** What a cursor stands for; empty when it is none of ours. */
    Optional<JournalCursor> position(String cursor) {
        return cursor == null ? Optional.of(JournalCursor.START) : Cursor.read("journal", cursor).flatMap(JournalCursor::read);
    }

    /** Whether events of more than one claim come next. */
    boolean mixesClaims(JournalCursor at, int limit) {
        return events.subList(at.next(), Math.min(events.size(), at.next() + limit)).stream().map(e -> e.claimId).distinct().count() > 1;
    }

    boolean hasMore(JournalCursor at) {
        return at.next() < events.size();
    }

    Page page(JournalCursor at, int limit) {
        return page(at, limit, Optional.empty(), false);
    }

    /**
     * @param late     who decides which event is told some pages later, and how many; what its claim has after it waits as well
     * @param shuffled the claims change places
     */
    Page page(JournalCursor at, int limit, Optional<RandomGenerator> late, boolean shuffled) {
        if (limit == 0) {
            return new Page(Cursor.of("journal", at.text()), List.of());
        }
        SortedMap<Integer, Integer> held = new TreeMap<>();
        SortedSet<Integer> told = new TreeSet<>();
        at.held().forEach((index, pages) -> {
            if (pages <= 1 && told.size() < limit) {
                told.add(index);
            } else {
                held.put(index, Math.max(1, pages - 1));
            }
        });
        int end = Math.min(at.next() + limit - told.size(), events.size());
        Map<String, Integer> waiting = new HashMap<>();
        held.forEach((index, pages) -> waiting.put(events.get(index).claimId, pages));
        int first = late.isPresent() && end > at.next() ? at.next() + late.get().nextInt(end - at.next()) : -1;
        for (int index = at.next(); index < end; index++) {
            String claimId = events.get(index).claimId;
            if (index == first) {
                waiting.putIfAbsent(claimId, 1 + late.get().nextInt(LATEST));
            }
            Integer pages = waiting.get(claimId);
            if (pages == null) {
                told.add(index);
            } else {
                held.put(index, pages);
            }
        }
        return new Page(Cursor.of("journal", new JournalCursor(end, held).text()), documents(told, shuffled));
    }

    private List<ObjectNode> documents(SortedSet<Integer> told, boolean shuffled) {
        Map<String, List<ObjectNode>> byClaim = new LinkedHashMap<>();
        List<ObjectNode> inOrder = new ArrayList<>();
        for (int index : told) {
            Event event = events.get(index);
            if (event.servedAt == null) {
                event.servedAt = Instant.now();
            }
            inOrder.add(event.document);
            byClaim.computeIfAbsent(event.claimId, c -> new ArrayList<>()).add(event.document);
        }
        if (!shuffled) {
            return inOrder;
        }
        List<List<ObjectNode>> claims = new ArrayList<>(byClaim.values());
        Collections.reverse(claims);
        return claims.stream().flatMap(List::stream).toList();
    }
}
