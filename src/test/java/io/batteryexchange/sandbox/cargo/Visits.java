package io.batteryexchange.sandbox.cargo;

import io.batteryexchange.sandbox.SandboxSettings.Mode;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import java.time.Duration;
import java.util.List;
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
            finish(claim, "delivered", ClaimStatus.DELIVERED_FINISH);
            return true;
        }
        claim.currentPointId = left.get(0).id();
        boolean pickedUp = point == claim.source() || claim.mode == Mode.P;
        claims.move(claim, pickedUp ? "pickuped" : "delivered");
        return true;
    }

    /** Support takes the order away after pickup: the goods go back, or stay with the courier when the claim allows it. */
    public void cancelBySupport(Claim claim) {
        skipRest(claim);
        if (claim.asked.path("optional_return").asBoolean(false)) {
            claims.move(claim, "cancelled_with_items_on_hands");
        } else {
            ClaimPoint back = claim.points.get(claim.points.size() - 1);
            claim.currentPointId = back.id();
            back.visit("pending");
            claims.move(claim, "returning");
        }
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
