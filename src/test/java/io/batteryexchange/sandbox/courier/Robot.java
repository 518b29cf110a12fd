package io.batteryexchange.sandbox.courier;

import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.ClaimPoint;
import io.batteryexchange.sandbox.cargo.ClaimStatus;
import io.batteryexchange.sandbox.city.Accumulator;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.city.Scooter;
import io.batteryexchange.sandbox.orders.CargoOrders;
import io.batteryexchange.sandbox.orders.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A courier at work. He acts on the answers he gets and on what he sees around him, one small step at a time; whoever calls
 * {@link #step} decides how long a step takes.
 */
final class Robot {

    private static final Set<Phase> NOT_PAST_THE_CABINET = Set.of(Phase.TO_CABINET, Phase.AT_CABINET, Phase.EXCHANGE_PICKUP, Phase.SLIDE_PICKUP);
    private static final Set<Phase> AT_WORK_ON_B = Set.of(Phase.TO_SCOOTER, Phase.AT_SCOOTER, Phase.SLIDE_SWAP);
    /** So often he tries to open the battery door of a scooter that cannot be reached, before he sends it to repair. */
    private static final int MOST_UNREACHED = 8;

    /** What to do after a step. */
    enum Next { TAP, WALK, RETRY, RETRY_SLOWLY, REST }

    private final City city;
    private final Courier courier;
    private final CargoOrders orders;
    private final Phone phone;
    private final ScreenCheck check;
    private final Trouble trouble;
    private final Exchange exchange;
    private final SliderJudge judge;
    private final Walk walk;
    private final Duration counterPatience;

    private volatile Phase phase = Phase.FREE;
    private volatile Claim claim;
    private boolean introduced;
    private boolean askedForActions;
    private boolean reportedMissing;
    private boolean triedTooEarly;
    private int unreached;
    private Instant handingBackSince;

    Robot(City city, Courier courier, CargoOrders orders, Phone phone, ScreenCheck check, Trouble trouble, Exchange exchange,
          SliderJudge judge, Walk walk, Duration counterPatience) {
        this.city = city;
        this.courier = courier;
        this.orders = orders;
        this.phone = phone;
        this.check = check;
        this.trouble = trouble;
        this.exchange = exchange;
        this.judge = judge;
        this.walk = walk;
        this.counterPatience = counterPatience;
    }

    Courier courier() {
        return courier;
    }

    Phase phase() {
        return phase;
    }

    Claim claim() {
        return claim;
    }

    Trouble trouble() {
        return trouble;
    }

    void take(Claim newClaim) {
        claim = newClaim;
        introduced = false;
        reportedMissing = false;
        triedTooEarly = false;
        unreached = 0;
        exchange.begin();
        trouble.over();
        enter(Phase.TO_CABINET);
    }

    boolean canBeTakenOver() {
        return NOT_PAST_THE_CABINET.contains(phase);
    }

    /** A person goes on in his place. @return the claim; empty when he is past the cabinet, or free */
    synchronized Optional<Claim> letGo() {
        synchronized (city) {
            if (!canBeTakenOver() || claim == null || claim.performer() != courier) {
                return Optional.empty();
            }
            Claim left = claim;
            claim = null;
            phase = Phase.FREE;
            trouble.over();
            courier.byHand(true);
            return Optional.of(left);
        }
    }

    /**
     * Goes on where a person has left.
     *
     * @param reported whether the person has reported that there is nothing to swap
     */
    synchronized void goOn(Claim left, boolean reported) {
        synchronized (city) {
            take(left);
            enter(phaseOf(left, reported));
            reportedMissing = reported;
            courier.byHand(false);
        }
    }

    private Phase phaseOf(Claim left, boolean reported) {
        ClaimPoint point = left.point(left.currentPointId()).orElseThrow();
        boolean there = point.visitStatus().equals("arrived");
        boolean swapped = city.swaps().stream().anyMatch(s -> left.id().equals(s.claimId()));
        if (left.status().startsWith("return")) {
            return Phase.BACK_WITH_GOODS;
        } else if (point.visitStatus().equals("visited")) {
            return Phase.WAIT_FOR_END;
        } else if (point == a()) {
            return there ? Phase.AT_CABINET : Phase.TO_CABINET;
        } else if (point == b()) {
            return !there ? Phase.TO_SCOOTER : swapped || reported ? Phase.SLIDE_SWAP : Phase.AT_SCOOTER;
        }
        return there ? Phase.AT_RETURN : Phase.TO_RETURN;
    }

    synchronized Next step() {
        if (!stillMine() && dropClaim()) {
            return Next.REST;
        }
        if (AT_WORK_ON_B.contains(phase) && b().visitStatus().equals("skipped")) {
            trouble.over();
            enter(Phase.TO_RETURN);
        }
        return switch (phase) {
            case FREE, BY_HAND -> Next.REST;
            case TO_CABINET -> toCabinet();
            case AT_CABINET -> awaitAction(a(), "battery_exchange", Phase.EXCHANGE_PICKUP);
            case EXCHANGE_PICKUP -> exchange(Leg.PICKUP, Phase.SLIDE_PICKUP);
            case SLIDE_PICKUP -> slide(a(), Phase.TO_SCOOTER, Phase.EXCHANGE_PICKUP);
            case TO_SCOOTER -> toScooter();
            case AT_SCOOTER -> atScooter();
            case SLIDE_SWAP -> slide(b(), Phase.TO_RETURN, Phase.SLIDE_SWAP);
            case TO_RETURN -> toReturn();
            case AT_RETURN -> awaitAction(c(), "battery_exchange", Phase.EXCHANGE_RETURN);
            case EXCHANGE_RETURN -> exchange(Leg.RETURN, Phase.SLIDE_RETURN);
            case SLIDE_RETURN -> slide(c(), Phase.WAIT_FOR_END, Phase.EXCHANGE_RETURN);
            case WAIT_FOR_END -> Next.TAP;
            case BACK_WITH_GOODS -> walk(a()) ? enterHandBack() : Next.WALK;
            case HAND_BACK -> handBack();
        };
    }

    private ClaimPoint a() {
        return claim.source();
    }

    private ClaimPoint b() {
        return claim.destinations().get(0);
    }

    private ClaimPoint c() {
        return claim.destinations().get(claim.destinations().size() - 1);
    }

    private boolean stillMine() {
        synchronized (city) {
            return claim == null || phase == Phase.BACK_WITH_GOODS || phase == Phase.HAND_BACK
                    || claim.performer() == courier && claim.live() && !claim.status().equals("returning");
        }
    }

    /**
     * The claim is over or somebody else's: what he carries goes back, and then he is free.
     *
     * @return whether he is free: from then on another claim may be his
     */
    private boolean dropClaim() {
        exchange.leave(claim);
        synchronized (city) {
            boolean over = claim.status().equals(ClaimStatus.DELIVERED_FINISH) || claim.performer() != courier;
            if (courier.bag().isEmpty() && (over || !claim.status().equals("returning"))) {
                free();
                return true;
            }
            enter(Phase.BACK_WITH_GOODS);
            return false;
        }
    }

    private void free() {
        synchronized (city) {
            courier.claimId(null);
            claim = null;
            phase = Phase.FREE;
            trouble.over();
        }
    }

    private void enter(Phase next) {
        phase = next;
        askedForActions = false;
        walk.stop();
    }

    private Next toCabinet() {
        if (!introduced) {
            Reply reply = orders.state(claim, a(), courier.id(), phone.language());
            introduced = reply.ok();
        }
        if (!walk(a())) {
            return Next.WALK;
        }
        return arrive(a(), Phase.AT_CABINET);
    }

    private Next arrive(ClaimPoint point, Phase next) {
        if (!orders.arrive(claim, point)) {
            return retry("cargo does not take the arrival at point " + point.visitOrder());
        }
        enter(next);
        return Next.TAP;
    }

    private Next awaitAction(ClaimPoint point, String action, Phase next) {
        Reply reply = orders.state(claim, point, courier.id(), phone.language());
        if (!reply.ok() || !orders.actions(reply).contains(action)) {
            return retry(reply);
        }
        trouble.over();
        enter(next);
        return Next.TAP;
    }

    private Next exchange(Leg leg, Phase next) {
        return switch (exchange.step(claim, leg)) {
            case DONE -> {
                enter(next);
                yield Next.TAP;
            }
            case GO_ON -> Next.TAP;
            case WAIT -> {
                askAgainWhenNotMine(leg);
                yield trouble.stuck() ? Next.RETRY_SLOWLY : Next.RETRY;
            }
        };
    }

    /** The bundle may not know him yet: his app names him with every question. */
    private void askAgainWhenNotMine(Leg leg) {
        if (trouble.last().contains("not_your_claim")) {
            orders.state(claim, leg == Leg.PICKUP ? a() : c(), courier.id(), phone.language());
        }
    }

    private Next slide(ClaimPoint point, Phase next, Phase back) {
        Reply reply = orders.slide(claim, point, courier.id(), phone.language());
        if (exchange.doorLeftOpen()) {
            judge.judgeWithDoorOpen(claim, reply);
            exchange.shutDoorLeftOpen(claim);
            enter(back);
            return Next.TAP;
        }
        if (!allowed(reply)) {
            if (reply.code().startsWith("accumulators_") || reply.code().equals("cell_open")) {
                enter(back);
            }
            return retry(reply);
        }
        judge.judge(claim, point, courier, reportedMissing, reply);
        if (!orders.close(claim, point)) {
            return retry("cargo does not close point " + point.visitOrder());
        }
        trouble.over();
        enter(next);
        return Next.TAP;
    }

    private static boolean allowed(Reply reply) {
        return reply.ok() && reply.json().path("allowed").asBoolean(false);
    }

    private Next toScooter() {
        if (!askedForActions) {
            Reply reply = orders.state(claim, b(), courier.id(), phone.language());
            askedForActions = reply.ok();
        }
        if (!walk(b())) {
            return Next.WALK;
        }
        Optional<Scooter> scooter = scooter();
        boolean missing = scooter.isEmpty() || scooter.get().gone();
        if (!reportedMissing) {
            Reply reply = act(missing ? "vehicle_not_found" : "find_vehicle");
            if (!reply.ok() && !unreachable(reply)) {
                return retry(reply);
            }
            reportedMissing = missing;
            if (missing) {
                city.fate().happened(Behaviour.VEHICLE_NOT_FOUND);
            }
        }
        Next next = arrive(b(), Phase.AT_SCOOTER);
        if (reportedMissing && phase == Phase.AT_SCOOTER) {
            enter(Phase.SLIDE_SWAP);
        }
        return next;
    }

    /** A scooter that does not beep can still be seen. */
    private static boolean unreachable(Reply reply) {
        return reply.code().startsWith("vehicle_");
    }

    private Next atScooter() {
        Scooter scooter = scooter().orElseThrow();
        boolean forRepair = scooter.wrecked() || unreached >= MOST_UNREACHED;
        if (!askedForActions) {
            String wanted = forRepair ? "vehicle_destroyed" : "open_battery_door";
            Reply reply = orders.state(claim, b(), courier.id(), phone.language());
            if (!reply.ok() || !orders.actions(reply).contains(wanted)) {
                return retry(reply);
            }
            askedForActions = true;
        }
        if (forRepair) {
            Reply reply = act("vehicle_destroyed");
            if (!reply.ok()) {
                return retry(reply);
            }
            city.fate().happened(Behaviour.VEHICLE_DESTROYED);
            reportedMissing = true;
        } else {
            if (!triedTooEarly && city.fate().draws(Behaviour.WRONG_ACCUMULATOR)) {
                tryTooEarly();
            }
            Reply reply = act("open_battery_door");
            if (!reply.ok()) {
                unreached += reply.code().equals("vehicle_offline") ? 1 : 0;
                return retry(reply);
            }
            if (!swap(scooter)) {
                return retry("no swap at %s: its battery door is shut, whatever was said, or there is nothing to put in".formatted(scooter.id()));
            }
        }
        trouble.over();
        enter(Phase.SLIDE_SWAP);
        return Next.TAP;
    }

    private void tryTooEarly() {
        triedTooEarly = true;
        Reply reply = orders.slide(claim, b(), courier.id(), phone.language());
        judge.judgeTooEarly(claim, reply);
        if (reply.code().equals("accumulator_not_replaced")) {
            city.fate().happened(Behaviour.WRONG_ACCUMULATOR);
        }
    }

    private boolean swap(Scooter scooter) {
        synchronized (city) {
            if (!scooter.batteryDoorOpen() || courier.bag().isEmpty()) {
                return false;
            }
            city.swap(courier, scooter, courier.bag().get(0));
            return true;
        }
    }

    private Reply act(String action) {
        Reply reply = phone.tap("POST", Phone.actionUrl(action, claim, b()));
        if (!reply.ok()) {
            check.error(reply, phone.language());
        }
        return reply;
    }

    private Next toReturn() {
        if (!walk(c())) {
            return Next.WALK;
        }
        return arrive(c(), Phase.AT_RETURN);
    }

    private Next enterHandBack() {
        enter(Phase.HAND_BACK);
        handingBackSince = Instant.now();
        return Next.TAP;
    }

    /** The claim is over, or on its way to the return point: accumulators first, then the slider where there is one. */
    private Next handBack() {
        boolean emptyHanded;
        boolean slider;
        synchronized (city) {
            if (claim.performer() == courier) {
                orders.arrive(claim, claim.returnPoint());
            }
            emptyHanded = courier.bag().isEmpty();
            slider = claim.performer() == courier && claim.status().equals("return_arrived");
        }
        if (slider && !askedForActions) {
            askedForActions = orders.state(claim, claim.returnPoint(), courier.id(), phone.language()).ok();
        }
        if (!emptyHanded) {
            return handOver();
        }
        if (slider) {
            return slideAtReturnPoint();
        }
        exchange.leave(claim);
        free();
        return Next.REST;
    }

    private Next handOver() {
        if (exchange.step(claim, Leg.RETURN) != Exchange.Outcome.WAIT) {
            return Next.TAP;
        }
        if (exchange.turnedAway() && handingBackSince.plus(counterPatience).isBefore(Instant.now())) {
            leaveOnCounter();
        }
        return trouble.stuck() ? Next.RETRY_SLOWLY : Next.RETRY;
    }

    private Next slideAtReturnPoint() {
        Reply reply = orders.slide(claim, claim.returnPoint(), courier.id(), phone.language());
        if (exchange.doorLeftOpen()) {
            judge.judgeWithDoorOpen(claim, reply);
            exchange.shutDoorLeftOpen(claim);
            return Next.TAP;
        }
        if (!allowed(reply)) {
            return retry(reply);
        }
        orders.close(claim, claim.returnPoint());
        return Next.TAP;
    }

    /** There is no screen for him: he leaves it on the counter rather than carry it for ever. */
    private void leaveOnCounter() {
        synchronized (city) {
            city.storeAt(a().position()).ifPresent(store -> {
                for (Accumulator accumulator : courier.bag().toArray(Accumulator[]::new)) {
                    city.handIn(courier, accumulator, store.cabinets().get(0));
                }
            });
        }
    }

    private Optional<Scooter> scooter() {
        synchronized (city) {
            return city.scooterAt(b().position());
        }
    }

    /** @return whether he is there */
    private boolean walk(ClaimPoint point) {
        return walk.on(point.position());
    }

    private Next retry(Reply reply) {
        if (reply.status() != 200) {
            check.error(reply, phone.language());
        }
        trouble.meet(reply);
        return trouble.stuck() ? Next.RETRY_SLOWLY : Next.RETRY;
    }

    private Next retry(String why) {
        trouble.meet(why);
        return trouble.stuck() ? Next.RETRY_SLOWLY : Next.RETRY;
    }
}
