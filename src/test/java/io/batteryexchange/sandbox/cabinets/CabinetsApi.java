package io.batteryexchange.sandbox.cabinets;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.city.Accumulator;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.Cabinet;
import io.batteryexchange.sandbox.city.Cell;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.wire.Answer;
import io.batteryexchange.sandbox.wire.Call;
import io.batteryexchange.sandbox.wire.Cursor;
import io.batteryexchange.sandbox.wire.Fault;
import io.batteryexchange.sandbox.wire.Json;
import io.batteryexchange.sandbox.wire.Refusal;
import io.batteryexchange.sandbox.wire.Shape;
import io.batteryexchange.sandbox.wire.Upstream;
import io.batteryexchange.sandbox.wire.WireRequest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** scooter-accumulator. */
public final class CabinetsApi {

    private static final String ID = "[!-~]{1,128}";
    private static final String PATH = "cabinet/";
    private static final Duration LOST_AFTER = Duration.ofMinutes(4);
    /** A jammed door reports 'open' for that long. */
    private static final Duration JAM_NOTICED = Duration.ofSeconds(4);

    private final Bookings bookings;
    private final City city;
    private final Agenda agenda;
    private final int pageSize;

    public CabinetsApi(Bookings bookings, City city, Agenda agenda, int pageSize) {
        this.bookings = bookings;
        this.city = city;
        this.agenda = agenda;
        this.pageSize = pageSize;
    }

    public Upstream upstream(String token) {
        Shape id = Shape.pattern(ID);
        return Upstream.of("scooter-accumulator", "/scooter-accumulator/v1", token, "bad_request", true, true, List.of(
                Call.post(PATH + "accumulator/available_for_booking").answeredBy(this::available)
                        .body(Shape.object().required("store_ids", Shape.array(id, 0, 200))),
                Call.post(PATH + "accumulator/book").changes().answeredBy(this::book)
                        .body(Shape.object().required("cabinet_id", id).required("accumulators_count", Shape.integer(1, 100))),
                Call.post(PATH + "accumulator/unbook").changes().answeredBy(this::unbook).body(Shape.object().required("book_id", id)),
                Call.post(PATH + "booking/set_contractor").changes().answeredBy(this::setContractor)
                        .body(Shape.object().required("book_id", id).required("contractor_id", Shape.orNull(id))),
                Call.get(PATH + "booking").required("book_id", ID).about("book_id").answeredBy(this::booking),
                Call.get(PATH + "bookings").optional("cursor", ".*").answeredBy(this::list),
                Call.post(PATH + "cell/open").changes().answeredBy(this::open)
                        .body(Shape.object().required("book_id", id).required("cell_id", id)),
                Call.post(PATH + "cell/mark_broken").changes().answeredBy(this::markBroken)
                        .body(Shape.object().required("cell_id", id).optional("reason", Shape.text(0, 7000))),
                Call.post(PATH + "accumulator/mark_issued").changes().answeredBy(this::markIssued)
                        .body(Shape.object().required("book_id", id).required("accumulator_id", id).required("issued_by", Shape.text())),
                Call.post(PATH + "accumulator/mark_returned").changes().answeredBy(this::markReturned)
                        .body(Shape.object().required("book_id", id).required("accumulator_id", id).required("taken_by", Shape.text()))));
    }

    private Answer available(WireRequest request) {
        List<String> storeIds = StreamSupport.stream(request.body().get("store_ids").spliterator(), false).map(JsonNode::textValue).toList();
        return Answer.ok(Json.object("cabinets", Json.array(city.cabinets().values().stream()
                .filter(c -> storeIds.contains(c.store().id()))
                .map(c -> Json.object("cabinet_id", c.id(), "store_id", c.store().id(), "available", bookings.available(c))))));
    }

    private Answer book(WireRequest request) {
        Cabinet cabinet = city.cabinets().get(request.text("cabinet_id"));
        if (cabinet == null) {
            throw Refusal.of(404, "cabinet_not_found", "no cabinet " + request.text("cabinet_id"));
        }
        if (city.fate().strikes(Behaviour.BOOKED_AWAY)) {
            throw Refusal.of(409, "no_accumulators", "the last one of %s was just taken".formatted(cabinet.id()));
        }
        Booking booking = bookings.book(cabinet, request.body().get("accumulators_count").intValue())
                .orElseThrow(() -> Refusal.of(409, "no_accumulators", "nothing left in " + cabinet.id()));
        if (city.fate().draws(Behaviour.BOOKING_LOST)) {
            agenda.in(LOST_AFTER, () -> lose(booking));
        }
        if (city.fate().draws(Behaviour.BOOKING_NOBODY_OWNS) && bookings.book(cabinet, 1).isPresent()) {
            city.fate().happened(Behaviour.BOOKING_NOBODY_OWNS);
        }
        return Answer.ok(Json.object("book_id", booking.id())).about("book_id", booking.id(), "cabinet_id", cabinet.id());
    }

    private void lose(Booking booking) {
        synchronized (city) {
            boolean doorOpen = booking.cabinet().openCell().filter(booking::has).isPresent();
            if (booking.active() && !booking.anythingTaken() && !doorOpen) {
                bookings.end(booking);
                city.fate().happened(Behaviour.BOOKING_LOST);
            }
        }
    }

    private Answer unbook(WireRequest request) {
        Booking booking = known(request.text("book_id"));
        if (!booking.active()) {
            throw Refusal.of(404, "booking_not_found", booking.id() + " is released already");
        }
        bookings.end(booking);
        return Answer.ok(Json.object()).about("book_id", booking.id());
    }

    private Answer setContractor(WireRequest request) {
        Booking booking = known(request.text("book_id"));
        String contractor = request.text("contractor_id");
        Answer answer = Answer.ok(Json.object()).about("book_id", booking.id(), "contractor_id", contractor);
        if (!booking.active()) {
            if (contractor == null) {
                return answer.unchanged();
            }
            throw Refusal.of(409, "booking_ended", booking.id() + " is over");
        }
        boolean same = contractor == null ? booking.contractorId() == null : contractor.equals(booking.contractorId());
        booking.contractor(contractor);
        if (contractor == null && booking.anythingTaken()) {
            bookings.end(booking);
            return answer;
        }
        return same ? answer.unchanged() : answer;
    }

    private Answer booking(WireRequest request) {
        Booking b = known(request.query("book_id"));
        return Answer.ok(Json.object("book_id", b.id(), "cabinet_id", b.cabinet().id(), "store_id", b.cabinet().store().id(),
                "contractor_id", b.contractorId(),
                "pickup_cells", Json.array(b.pickups().stream().map(p -> cell(p.cell, "taken", p.taken, p.accumulator))),
                "return_cells", Json.array(b.returns().stream().map(r -> cell(r.cell, "returned", r.returned,
                        r.returned ? r.accumulator : r.cell.accumulator()))),
                "issued_by_hand", b.issuedByHand(), "returned_by_hand", b.returnedByHand()));
    }

    private JsonNode cell(Cell cell, String done, boolean isDone, Accumulator accumulator) {
        String state = !cell.readable(city.now()) ? "unknown" : cell.open() ? "open" : "closed";
        return Json.object("cell_id", cell.id(), "state", state, "broken", cell.broken(),
                "accumulator_id", accumulator == null ? null : accumulator.id(),
                "charge_percent", accumulator == null ? null : accumulator.percent(), done, isDone);
    }

    private Answer list(WireRequest request) {
        String cursor = request.query("cursor", "");
        int after = cursor.isEmpty() ? 0 : Integer.parseInt(Cursor.read("bookings", cursor)
                .orElseThrow(() -> Refusal.breach(400, "bad_request", "cursor is not one of ours")));
        List<Booking> rest = new ArrayList<>(bookings.active());
        rest.removeIf(b -> number(b) <= after);
        List<Booking> shown = rest.subList(0, Math.min(pageSize, rest.size()));
        String next = rest.size() > shown.size() ? Cursor.of("bookings", String.valueOf(number(shown.get(shown.size() - 1)))) : null;
        return Answer.ok(Json.present("bookings", Json.array(shown.stream().map(b -> Json.object("book_id", b.id(),
                "cabinet_id", b.cabinet().id(), "created_at", b.createdAt().truncatedTo(ChronoUnit.MILLIS)))), "cursor", next));
    }

    private static int number(Booking booking) {
        return Integer.parseInt(booking.id().substring(2));
    }

    private Answer open(WireRequest request) {
        Booking booking = known(request.text("book_id"));
        Cell cell = booking.active() ? city.cells().get(request.text("cell_id")) : null;
        if (cell == null || !booking.has(cell)) {
            throw Refusal.of(404, "cell_not_found", "%s is no cell of %s".formatted(request.text("cell_id"), booking.id()));
        }
        boolean late = request.has(Fault.SLOW); // who sent it could not know what has happened since
        if (!late) {
            bookings.listeners().forEach(l -> l.openAsked(booking, cell));
        }
        if (cell.broken()) {
            String why = cell.id() + " was marked broken";
            throw late ? Refusal.of(409, "cell_broken", why) : Refusal.breach(409, "cell_broken", why);
        }
        if (cell.cabinet().cells().stream().anyMatch(c -> c != cell && c.open())) {
            throw Refusal.of(409, "other_cell_open", "another cell of " + cell.cabinet().id() + " is open");
        }
        Answer answer = Answer.ok(Json.object("cell_id", cell.id(), "state", "open"))
                .about("book_id", booking.id(), "cell_id", cell.id());
        if (cell.open()) {
            return answer.unchanged();
        }
        strike(booking, cell);
        if (cell.door() == Cell.Door.MUTE || cell.tooSlow()) {
            throw Refusal.of(504, "door_timeout", "the door of " + cell.id() + " did not answer");
        }
        cell.open(true, city.now());
        booking.opened();
        bookings.listeners().forEach(l -> l.opened(booking, cell));
        if (cell.door() == Cell.Door.JAMMED) {
            agenda.in(JAM_NOTICED, () -> noticeJam(cell));
        }
        return answer;
    }

    private void strike(Booking booking, Cell cell) {
        if (cell.door() != Cell.Door.SOUND) {
            city.fate().happened(Behaviour.BROKEN_DOOR);
        } else if (booking.comesBackTo(cell) && !booking.everAsked(cell) && city.fate().strikes(Behaviour.RETURN_CELLS_BROKEN)) {
            booking.returns().forEach(r -> r.cell.door(Cell.Door.MUTE));
        } else if (!booking.everAsked(cell) && city.fate().strikes(Behaviour.CELL_TIMEOUT)) {
            cell.slowFor(1 + city.random().nextInt(2));
        }
        booking.openAsked(cell);
    }

    private void noticeJam(Cell cell) {
        synchronized (city) {
            cell.open(false, city.now());
        }
    }

    private Answer markBroken(WireRequest request) {
        Cell cell = city.cells().get(request.text("cell_id"));
        if (cell == null) {
            throw Refusal.of(404, "cell_not_found", "no cell " + request.text("cell_id"));
        }
        boolean known = cell.broken();
        if (!known) {
            cell.markBroken(city.now());
        }
        Answer answer = Answer.ok(Json.object()).about("cell_id", cell.id());
        return known ? answer.unchanged() : answer;
    }

    private Answer markIssued(WireRequest request) {
        Booking booking = known(request.text("book_id"));
        String accumulatorId = request.text("accumulator_id");
        Answer answer = Answer.ok(Json.object()).about("book_id", booking.id(), "accumulator_id", accumulatorId);
        if (booking.issuedByHand().contains(accumulatorId)) {
            return answer.unchanged();
        }
        Cell cell = booking.cabinet().cells().stream()
                .filter(c -> c.accumulator() != null && c.accumulator().id().equals(accumulatorId)).findFirst()
                .orElseThrow(() -> Refusal.of(409, "accumulator_not_here", accumulatorId + " is not in " + booking.cabinet().id()));
        if (bookings.keeperOf(cell.accumulator()).filter(b -> b != booking).isPresent()) {
            throw Refusal.of(409, "accumulator_booked", accumulatorId + " is kept for another booking");
        }
        Courier courier = booking.contractorId() == null ? null : city.couriers().get(booking.contractorId());
        if (!booking.active() || courier == null) {
            throw Refusal.of(409, "no_contractor", "nobody to hand it to");
        }
        city.handOver(cell, courier);
        booking.issuedByHand().add(accumulatorId);
        return answer;
    }

    private Answer markReturned(WireRequest request) {
        Booking booking = known(request.text("book_id"));
        String accumulatorId = request.text("accumulator_id");
        Answer answer = Answer.ok(Json.object()).about("book_id", booking.id(), "accumulator_id", accumulatorId);
        if (booking.returnedByHand().contains(accumulatorId)) {
            return answer.unchanged();
        }
        Accumulator accumulator = city.accumulators().get(accumulatorId);
        Courier holder = city.couriers().values().stream().filter(c -> c.bag().contains(accumulator)).findFirst()
                .orElseThrow(() -> Refusal.of(409, "accumulator_not_here", "no courier carries " + accumulatorId));
        city.handIn(holder, accumulator, booking.cabinet());
        booking.returnedByHand().add(accumulatorId);
        return answer;
    }

    private Booking known(String bookId) {
        return bookings.find(bookId).orElseThrow(() -> Refusal.of(404, "booking_not_found", "no booking " + bookId));
    }
}
