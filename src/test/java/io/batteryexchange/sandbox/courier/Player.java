package io.batteryexchange.sandbox.courier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.ClaimPoint;
import io.batteryexchange.sandbox.city.Accumulator;
import io.batteryexchange.sandbox.city.Cell;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.city.Position;
import io.batteryexchange.sandbox.city.Scooter;
import io.batteryexchange.sandbox.courier.Impossible.Why;
import io.batteryexchange.sandbox.orders.CargoOrders;
import io.batteryexchange.sandbox.orders.Reply;
import io.batteryexchange.sandbox.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A courier whom a person plays: what his phone asks of the bundle and what his hands do in the city. Answers of the bundle are held
 * against their contract as the robots' are; how long the person thinks is nobody's trouble.
 */
public final class Player {

    private static final Pattern REQUEST = Pattern.compile("/taximeter/screens/v1/battery_exchange/(status|open|broken)\\?[^#\\s]+");
    private static final Set<String> ACTIONS = Set.of("find_vehicle", "vehicle_not_found", "open_battery_door", "vehicle_destroyed");
    private static final Set<String> REPORTS = Set.of("vehicle_not_found", "vehicle_destroyed");

    private final City city;
    private final Courier courier;
    private final Bookings bookings;
    private final CargoOrders orders;
    private final Function<String, Phone> phones;
    private final ScreenCheck check;
    private final SliderJudge judge;
    private final Walk walk;
    private final Doors doors;
    private final Storekeeper storekeeper;
    private volatile Phone phone;
    private volatile Claim claim;
    private boolean walking;
    private volatile boolean reported;

    /** The slider's answer; {@code closed}: the point is closed in cargo. */
    public record Slide(Reply reply, boolean closed) {
    }

    Player(City city, Courier courier, Bookings bookings, CargoOrders orders, Function<String, Phone> phones, ScreenCheck check, SliderJudge judge,
           Walk walk, Storekeeper storekeeper) {
        this.city = city;
        this.courier = courier;
        this.bookings = bookings;
        this.orders = orders;
        this.phones = phones;
        this.check = check;
        this.judge = judge;
        this.walk = walk;
        this.doors = new Doors(city, bookings, courier);
        this.storekeeper = storekeeper;
        this.phone = phones.apply("ru");
    }

    Courier courier() {
        return courier;
    }

    Claim claim() {
        return claim;
    }

    boolean reported() {
        return reported;
    }

    public String language() {
        return phone.language();
    }

    public void language(String language) {
        if (!Set.of("ru", "en").contains(language)) {
            throw new IllegalArgumentException("language must be ru or en");
        }
        phone = phones.apply(language);
    }

    void begin(Claim newClaim) {
        synchronized (city) {
            claim = newClaim;
            walking = false;
            reported = false;
            walk.stop();
        }
    }

    /** Goes on walking, and lays down a claim that is over. */
    void live() {
        synchronized (city) {
            if (claim == null) {
                return;
            }
            if (walking && goal().isPresent()) {
                if (walk.on(goal().get())) {
                    walking = false;
                    arrive();
                }
            }
            if (over() && courier.bag().isEmpty() && claim.id().equals(courier.claimId())) {
                courier.claimId(null);
            }
        }
    }

    /** The claim is over or somebody else's, and what he carried is back. */
    boolean free() {
        synchronized (city) {
            live();
            return courier.claimId() == null && courier.bag().isEmpty();
        }
    }

    /** It has ended, or another courier performs it. */
    private boolean over() {
        return !claim.live() || claim.performer() != courier;
    }

    /** Which actions his app gets for the point the claim is at. */
    public Reply actions() {
        Claim mine = mine();
        return orders.state(mine, point(mine), courier.id(), language());
    }

    /** @param action one of those that cargo-orders offers for point B */
    public Reply act(String action) {
        if (!ACTIONS.contains(action)) {
            throw new IllegalArgumentException("action must be one of " + ACTIONS);
        }
        Claim mine = mine();
        Reply reply = phone.send("POST", Phone.actionUrl(action, mine, b(mine)));
        if (!reply.ok()) {
            check.error(reply, language());
        } else if (REPORTS.contains(action)) {
            reported = true;
        }
        return reply;
    }

    /** The exchange screen as it stands. */
    public Reply screen() {
        return request("GET", Phone.screenUrl(mine()));
    }

    /** One request of a button of a screen. */
    public Reply request(String method, String url) {
        if (!Set.of("GET", "POST").contains(method) || !REQUEST.matcher(url).matches()) {
            throw new IllegalArgumentException("no request of a screen: " + method + " " + url);
        }
        Claim mine = mine();
        Reply reply = phone.send(method, url);
        if (!reply.ok()) {
            check.error(reply, language());
        } else if (url.contains("/open?")) {
            check.open(reply, mine.id(), language());
            if (doors.open(mine).isEmpty() && !doors.openedLately()) {
                check.announcedButNeverOpened(reply);
            }
        } else {
            check.status(reply, leg(mine), mine, language());
        }
        return reply;
    }

    /** The slider of the point the claim is at; when it is let through, the point is closed. */
    public Slide slide() {
        Claim mine = mine();
        ClaimPoint point = point(mine);
        boolean doorOpen = doors.open(mine).isPresent();
        Reply reply = orders.slide(mine, point, courier.id(), language());
        if (!reply.ok() || !reply.json().path("allowed").asBoolean(false)) {
            return new Slide(reply, false);
        }
        if (doorOpen && doors.open(mine).isPresent()) {
            judge.judgeWithDoorOpen(mine, reply);
        } else if (!point.type().equals("return")) {
            judge.judge(mine, point, courier, reported, reply);
        }
        return new Slide(reply, orders.close(mine, point));
    }

    /**
     * To where the claim wants him; he reports that he is there.
     *
     * @param atOnce or at a courier's pace by the city's clock
     */
    public void walk(boolean atOnce) {
        synchronized (city) {
            Position goal = goal().orElseThrow(() -> new Impossible(Why.NOWHERE_TO_GO));
            if (atOnce) {
                courier.position(goal);
            }
            walk.stop();
            walking = !walk.on(goal);
            if (!walking && !arrive()) {
                throw new Impossible(Why.ARRIVAL_REFUSED);
            }
        }
    }

    /** @return false when cargo does not take it */
    private boolean arrive() {
        ClaimPoint point = point(claim);
        return over() || point.visitStatus().equals("arrived") || orders.arrive(claim, point);
    }

    /** Where he is to go next; empty when he has nothing to do there. */
    private Optional<Position> goal() {
        if (claim == null || over() && courier.bag().isEmpty()) {
            return Optional.empty();
        }
        ClaimPoint point = over() ? claim.source() : point(claim);
        return Optional.of(point.position()).filter(p -> over() || !Set.of("visited", "skipped").contains(point.visitStatus()));
    }

    /** Out of the open cell into his bag. */
    public void take() {
        synchronized (city) {
            city.takeOut(courier, openCell()).orElseThrow(() -> new Impossible(Why.CELL_EMPTY));
        }
    }

    /** @param accumulatorId null: the first in his bag */
    public void putIn(String accumulatorId) {
        synchronized (city) {
            Cell cell = openCell();
            if (!city.putIn(courier, inTheBag(accumulatorId), cell)) {
                throw new Impossible(Why.CELL_FULL);
            }
        }
    }

    public void closeDoor() {
        if (!doors.shut(held())) {
            throw new Impossible(Why.NO_OPEN_CELL);
        }
    }

    /** Exchanges the accumulator of the scooter before him and shuts its deck. */
    public void swap(String accumulatorId) {
        synchronized (city) {
            Scooter scooter = scooterHere().orElseThrow(() -> new Impossible(Why.NO_SCOOTER_HERE));
            if (!scooter.batteryDoorOpen()) {
                throw new Impossible(Why.BATTERY_DOOR_SHUT);
            }
            city.swap(courier, scooter, inTheBag(accumulatorId));
        }
    }

    /** At the counter: the storekeeper hands over what a cell keeps behind its door, or takes in what he carries. */
    public void askStorekeeper() {
        Claim asked = held();
        if (doors.here(asked).isEmpty()) {
            throw new Impossible(Why.NOT_AT_THE_CABINET);
        }
        storekeeper.help(asked, courier, leg(asked));
    }

    private Cell openCell() {
        return doors.open(held()).orElseThrow(() -> new Impossible(Why.NO_OPEN_CELL));
    }

    private Accumulator inTheBag(String accumulatorId) {
        return courier.bag().stream().filter(a -> accumulatorId == null || a.id().equals(accumulatorId)).findFirst()
                .orElseThrow(() -> new Impossible(Why.NOTHING_IN_THE_BAG));
    }

    private Optional<Scooter> scooterHere() {
        return claim == null ? Optional.empty() : city.scooterAt(b(claim).position())
                .filter(s -> s.position().metresTo(courier.position()) < City.AT_HAND_METRES && !s.gone());
    }

    /** The claim while it is his. */
    private Claim mine() {
        Claim held = held();
        synchronized (city) {
            if (held.performer() != courier) {
                throw new Impossible(Why.NO_CLAIM);
            }
        }
        return held;
    }

    private Claim held() {
        return Optional.ofNullable(claim).orElseThrow(() -> new Impossible(Why.NO_CLAIM));
    }

    private Leg leg(Claim held) {
        synchronized (city) {
            return held.live() && held.currentPointId() == held.source().id() ? Leg.PICKUP : Leg.RETURN;
        }
    }

    private static ClaimPoint point(Claim held) {
        return held.point(held.currentPointId()).orElseThrow();
    }

    private static ClaimPoint b(Claim held) {
        return held.destinations().get(0);
    }

    /** Everything that his phone and his eyes show, but for what the bundle answers. */
    public ObjectNode sight() {
        synchronized (city) {
            live();
            Claim held = claim;
            ObjectNode sight = Json.object("courier", Json.object("id", courier.id(), "name", courier.name(), "location", courier.position(),
                            "bag", Json.array(courier.bag().stream().map(Player::accumulator))),
                    "language", language(), "waits", courier.waits(), "walking", walking, "free", free());
            if (held != null) {
                sight.set("order", order(held));
                sight.set("hands", hands(held));
                sight.set("cells", Json.array(bookings.cellsFor(courier.id()).stream()
                        .filter(c -> c.cabinet().store().position().metresTo(held.source().position()) < City.AT_HAND_METRES).map(Player::cell)));
            }
            return sight;
        }
    }

    private ObjectNode order(Claim held) {
        Map<String, ClaimPoint> route = new LinkedHashMap<>();
        route.put("A", held.source());
        List<ClaimPoint> destinations = held.destinations();
        for (int i = 0; i < destinations.size(); i++) {
            route.put(String.valueOf((char) ('B' + i)), destinations.get(i));
        }
        if (held.currentPointId() == held.returnPoint().id()) {
            route.put("R", held.returnPoint());
        }
        boolean mine = held.performer() == courier;
        return Json.object("claim_id", held.id(), "task_id", held.taskId(), "status", held.status(), "mine", mine, "over", over(),
                "reported", reported, "points", Json.array(route.entrySet().stream().map(p -> Json.object("key", p.getKey(), "point_id", p.getValue().id(),
                        "address", p.getValue().address(), "visit_status", p.getValue().visitStatus(),
                        "metres", Math.round(p.getValue().position().metresTo(courier.position())),
                        "current", !over() && p.getValue().id() == held.currentPointId()))),
                "goal", goal().isPresent(), "goal_metres", goal().map(g -> Math.round(g.metresTo(courier.position()))).orElse(0L));
    }

    private ObjectNode hands(Claim held) {
        JsonNode openCell = doors.open(held).<JsonNode>map(Player::cell).orElse(Json.MAPPER.nullNode());
        JsonNode scooter = scooterHere().<JsonNode>map(s -> Json.object("id", s.id(), "number", s.number(), "battery_door_open", s.batteryDoorOpen(),
                "wrecked", s.wrecked(), "accumulator", accumulator(s.accumulator()))).orElse(Json.MAPPER.nullNode());
        return Json.object("at_cabinet", !doors.here(held).isEmpty(), "at_scooter", b(held).position().metresTo(courier.position()) < City.AT_HAND_METRES,
                "open_cell", openCell, "scooter", scooter);
    }

    private static ObjectNode cell(Cell cell) {
        return Json.object("cell_id", cell.id(), "open", cell.open(), "broken", cell.broken(), "door", cell.door().name().toLowerCase(),
                "accumulator", cell.accumulator() == null ? null : accumulator(cell.accumulator()));
    }

    private static ObjectNode accumulator(Accumulator accumulator) {
        return Json.object("id", accumulator.id(), "percent", accumulator.percent());
    }
}
