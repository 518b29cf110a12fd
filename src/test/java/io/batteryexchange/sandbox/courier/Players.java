package io.batteryexchange.sandbox.courier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.ClaimListener;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.courier.Impossible.Why;
import io.batteryexchange.sandbox.wire.Json;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The couriers whom people play: how they come by a claim, and what becomes of it when the phone is put down. */
public final class Players implements ClaimListener {

    private static final Duration STRIDE = Duration.ofSeconds(10);
    private static final Duration STRIDE_FLOOR = Duration.ofMillis(100);

    private final City city;
    private final Robots robots;
    private final Map<String, Player> players = new ConcurrentHashMap<>();

    public Players(City city, Agenda agenda, Robots robots) {
        this.city = city;
        this.robots = robots;
        agenda.every(STRIDE, STRIDE_FLOOR, () -> players.values().forEach(Player::live));
    }

    @Override
    public void moved(Claim claim, String status) {
        if (status.equals("performer_found") && claim.performer() != null && claim.performer().byHand()) {
            players.get(claim.performer().id()).begin(claim);
        }
    }

    public Optional<Player> find(String courierId) {
        return Optional.ofNullable(players.get(courierId));
    }

    public Player player(String courierId) {
        return find(courierId).orElseThrow(() -> new NoSuchElementException("nobody plays " + courierId));
    }

    /**
     * The next claim that looks for a performer is for him; his robot stays away from it.
     *
     * @param courierId null: whoever is free
     */
    public Player next(String courierId) {
        synchronized (city) {
            Courier courier = courierId == null ? city.couriers().values().stream().filter(c -> !c.byHand() && free(c)).findFirst()
                    .orElseThrow(() -> new Impossible(Why.NOBODY_FREE)) : known(courierId);
            if (!free(courier)) {
                throw new Impossible(Why.NOT_FREE);
            }
            Player player = players.computeIfAbsent(courier.id(), id -> robots.player(courier));
            courier.byHand(true);
            courier.waits(true);
            return player;
        }
    }

    private boolean free(Courier courier) {
        Player player = players.get(courier.id());
        return player == null ? courier.claimId() == null && courier.bag().isEmpty() : player.free();
    }

    /** Takes over the claim of a robot that is not past the cabinet yet. */
    public Player takeOver(String courierId) {
        Courier courier = known(courierId);
        Player player = robots.player(courier);
        // Not under the city's lock: a robot in the middle of a step needs it to come to an end.
        Claim claim = robots.robot(courierId).letGo().orElseThrow(() -> new Impossible(Why.PAST_THE_CABINET));
        player.begin(claim);
        players.put(courierId, player);
        return player;
    }

    /** The robot is himself again, and goes on with what is left to do. */
    public void putDown(String courierId) {
        Player player = player(courierId);
        Courier courier = player.courier();
        synchronized (city) {
            if (player.free()) {
                courier.byHand(false);
                players.remove(courierId);
                return;
            }
        }
        robots.goOn(courier, player.claim(), player.reported());
        players.remove(courierId);
    }

    private Courier known(String courierId) {
        Courier courier = city.couriers().get(courierId);
        if (courier == null) {
            throw new NoSuchElementException("no courier " + courierId);
        }
        return courier;
    }

    /** Who is played, whose claim can be taken over, and how many are free. */
    public ObjectNode overview() {
        synchronized (city) {
            return Json.object("played", Json.array(players.values().stream().map(p -> Json.object("courier_id", p.courier().id(),
                            "name", p.courier().name(), "waits", p.courier().waits(), "claim_id", p.courier().claimId()))),
                    "to_take_over", Json.array(robots.all().stream().filter(r -> r.canBeTakenOver() && r.claim() != null).map(r -> Json.object(
                            "courier_id", r.courier().id(), "name", r.courier().name(), "phase", r.phase(), "claim_id", r.claim().id(),
                            "task_id", r.claim().taskId(), "address", r.claim().source().address()))),
                    "free", city.couriers().values().stream().filter(c -> !c.byHand() && free(c)).count());
        }
    }
}
