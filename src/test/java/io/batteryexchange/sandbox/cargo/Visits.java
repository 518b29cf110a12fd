package io.batteryexchange.sandbox.cargo;

import io.batteryexchange.sandbox.SandboxSettings.Mode;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the courier's app reports moves the claim along its route. Each step is refused (false) when the claim is not there. */
public final class Visits {

    private static final Set<String> UNDER_WAY = Set.of("pickuped", "delivered");
    private static final Duration WRAP_UP = Duration.ofSeconds(5);

    private final Claims claims;
    private final City city;
    private final Agenda agenda;

    public Visits(Claims claims, City city, Agenda agenda) {
        this.claims = claims;
        this.city = city;
        this.agenda = agenda;
    }

    /** The courier reports that he has arrived. */
    public boolean arrived(Claim claim, ClaimPoint point) {
        boolean atSource = point == claim.source() && claim.status.equals("performer_found");
        boolean atDestination = point.type().equals("destination") && UNDER_WAY.contains(claim.status)
                && point.id() == claim.currentPointId;
        boolean atReturn = point.type().equals("return") && claim.status.equals("returning");
        if (!atSource && !atDestination && !atReturn) {
            return false;
        }
        point.visit("arrived");
        claim.currentPointId = point.id();
        claims.move(claim, atSource ? "pickup_arrived" : atDestination ? "delivery_arrived" : "return_arrived");
        return true;
    }

    /** The slider was moved, and allowed. */
    public boolean closed(Claim claim, ClaimPoint point) {
        if (!point.visitStatus().equals("arrived")
                || !Set.of("pickup_arrived", "delivery_arrived", "return_arrived").contains(claim.status)) {
            return false;
        }
        point.visit("visited");
        if (point.type().equals("return")) {
            claims.move(claim, "returned");
            finish(claim, "returned", "returned_finish");
            return true;
        }
        List<ClaimPoint> left = claim.destinations().stream().filter(p -> p.visitStatus().equals("pending")).toList();
        if (left.isEmpty()) {
            claims.move(claim, "delivered");
            boolean allServed = claim.destinations().stream().allMatch(p -> p.visitStatus().equals("visited"));
            if (allServed) {
                finish(claim, "delivered", ClaimStatus.DELIVERED_FINISH);
            } else {
                sendBack(claim);
            }
            return true;
        }
        claim.currentPointId = left.get(0).id();
        boolean pickedUp = point == claim.source() || claim.mode == Mode.P;
        claims.move(claim, pickedUp ? "pickuped" : "delivered");
        return true;
    }

    /**
     * A destination is given up: skipped, and the route goes on. No status tells of it while the courier is still on his way
     * there; when he is there he leaves, which is {@code pickuped} again.
     */
    boolean giveUp(Claim claim, ClaimPoint point) {
        Optional<ClaimPoint> next = claim.destinations().stream().filter(p -> p != point && p.visitStatus().equals("pending")).findFirst();
        if (!point.open() || next.isEmpty()) {
            return false;
        }
        boolean wasThere = point.visitStatus().equals("arrived");
        point.visit("skipped");
        claim.currentPointId = next.get().id();
        if (wasThere) {
            claims.move(claim, "pickuped");
        } else {
            claims.touch(claim);
        }
        return true;
    }

    /** Something was not handed over: it goes to the return point. */
    boolean sendBack(Claim claim) {
        skipRest(claim);
        ClaimPoint back = claim.returnPoint();
        claim.currentPointId = back.id();
        back.visit("pending");
        claims.move(claim, "returning");
        return true;
    }

    /** Any end that comes from outside. */
    public void end(Claim claim, String status) {
        skipRest(claim);
        claims.move(claim, status);
    }

    void skipRest(Claim claim) {
        claim.points.stream().filter(p -> !p.visitStatus().equals("visited")).forEach(p -> p.visit("skipped"));
    }

    private void finish(Claim claim, String from, String to) {
        agenda.in(WRAP_UP, () -> {
            synchronized (city) {
                if (claim.status.equals(from)) {
                    skipRest(claim);
                    claim.finalPrice = String.valueOf(claim.price * 122 / 100);
                    claims.move(claim, to);
                }
            }
        });
    }
}
