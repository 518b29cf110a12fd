package io.batteryexchange.flow.support;

import static io.batteryexchange.flow.support.Documents.array;
import static io.batteryexchange.flow.support.Documents.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** scooter-accumulator: the cabinets and the booking that a test gives it. Remembers idempotency tokens, as the contract says. */
public final class CabinetsStub {

    private static final String ROOT = "/scooter-accumulator/v1/cabinet/";
    public static final String AVAILABLE = ROOT + "accumulator/available_for_booking";
    public static final String BOOK = ROOT + "accumulator/book";
    public static final String UNBOOK = ROOT + "accumulator/unbook";
    public static final String SET_CONTRACTOR = ROOT + "booking/set_contractor";
    public static final String BOOKING = ROOT + "booking";
    public static final String BOOKINGS = ROOT + "bookings";
    public static final String OPEN = ROOT + "cell/open";
    public static final String MARK_BROKEN = ROOT + "cell/mark_broken";
    public static final String MARK_ISSUED = ROOT + "accumulator/mark_issued";
    public static final String MARK_RETURNED = ROOT + "accumulator/mark_returned";

    private final StubServer stub;
    private final List<ObjectNode> cabinets = new ArrayList<>();
    private final List<ObjectNode> active = new ArrayList<>();
    private final Map<String, String> bookingByToken = new ConcurrentHashMap<>();
    private final AtomicInteger booked = new AtomicInteger();

    CabinetsStub(StubServer stub) {
        this.stub = stub;
    }

    void reset() {
        cabinets.clear();
        bookingByToken.clear();
        booked.set(0);
        active.clear();
        stub.on(AVAILABLE, this::available);
        stub.on(BOOKINGS, this::bookings);
        booking(BookingDocument.in("c-7").contractor(null).pickup("c-7/3").giveBack("c-7/9"));
        stub.on(BOOK, request -> Answer.ok(object("book_id", book(request))));
        stub.on(UNBOOK, request -> Answer.ok("{}"));
        stub.on(SET_CONTRACTOR, request -> Answer.ok("{}"));
        stub.on(OPEN, request -> Answer.ok(object("cell_id", request.field("cell_id"), "state", "open")));
        stub.on(MARK_BROKEN, request -> Answer.ok("{}"));
        stub.on(MARK_ISSUED, request -> Answer.ok("{}"));
        stub.on(MARK_RETURNED, request -> Answer.ok("{}"));
    }

    public void cabinet(String cabinetId, String storeId, int available) {
        cabinets.add(object("cabinet_id", cabinetId, "store_id", storeId, "available", available));
    }

    /** An active booking in the list, a page for each. */
    public void lists(String bookId, String cabinetId, String createdAt) {
        active.add(object("book_id", bookId, "cabinet_id", cabinetId, "created_at", createdAt));
    }

    /** The booking, whatever its id. */
    public void booking(BookingDocument booking) {
        stub.on(BOOKING, request -> Answer.ok(booking.json(request.query().get("book_id"))));
    }

    /** Books, or finds what the token booked before; for scripts that lose the answer. */
    public String book(Received request) {
        return bookingByToken.computeIfAbsent(request.header("X-Idempotency-Token"), token -> "book-" + booked.incrementAndGet());
    }

    private Answer bookings(Received request) {
        String cursor = request.query().get("cursor");
        int page = cursor == null ? 0 : Integer.parseInt(cursor.substring("page ".length()));
        ObjectNode answer = object("bookings", array(active.stream().skip(page).limit(1).toList()));
        if (page + 1 < active.size()) {
            answer.put("cursor", "page " + (page + 1));
        }
        return Answer.ok(answer);
    }

    private Answer available(Received request) {
        List<String> asked = new ArrayList<>();
        for (JsonNode store : request.body().path("store_ids")) {
            asked.add(store.asText());
        }
        return Answer.ok(object("cabinets", array(cabinets.stream().filter(cabinet -> asked.contains(cabinet.get("store_id").asText())).toList())));
    }
}
