package io.batteryexchange.sandbox.cargo;

import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.SandboxSettings;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Cargo's own doings: it estimates, waits for the accept, searches a courier, gives up. */
public final class Dispatch {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration LATE_ACCEPT_WINDOW = Duration.ofMillis(1500);

    private final Claims claims;
    private final City city;
    private final Agenda agenda;
    private final SandboxSettings settings;

    public Dispatch(Claims claims, City city, Agenda agenda, SandboxSettings settings) {
        this.claims = claims;
        this.city = city;
        this.agenda = agenda;
        this.settings = settings;
    }

    void created(Claim claim) {
        agenda.in(Duration.ZERO, () -> ifStill(claim, "new", () -> {
            claims.move(claim, "estimating");
            agenda.in(settings.pace().estimation(), () -> ifStill(claim, "estimating", () -> estimated(claim)));
        }));
    }

    private void estimated(Claim claim) {
        if (city.fate().strikes(Behaviour.ESTIMATING_FAILED)) {
            claims.move(claim, "estimating_failed");
            return;
        }
        Duration offer = city.clock().atLeast(settings.pace().offer(), settings.pace().offerFloor());
        claim.offerUntil = Instant.now().plus(city.clock().real(offer));
        claims.move(claim, "ready_for_approval");
        agenda.in(offer, () -> ifStill(claim, "ready_for_approval", () -> lapse(claim, city.random().nextBoolean())));
    }

    /** The accept was in time. */
    void accepted(Claim claim) {
        claims.move(claim, "accepted");
        agenda.in(MOMENT, () -> ifStill(claim, "accepted", () -> search(claim, null)));
    }

    /**
     * The offer lapses, and soon the claim fails.
     *
     * @param lateAcceptIsTaken whether an accept that comes now is answered 200 all the same, or 409
     */
    public boolean lapse(Claim claim, boolean lateAcceptIsTaken) {
        if (!claim.status.equals("ready_for_approval")) {
            return false;
        }
        claim.offerLapsed = true;
        claim.lateAcceptIsTaken = lateAcceptIsTaken;
        agenda.in(MOMENT, LATE_ACCEPT_WINDOW, () -> ifStill(claim, "ready_for_approval", () -> claims.move(claim, "failed")));
        return true;
    }

    private void search(Claim claim, Courier notHim) {
        claim.lookupSince = city.now();
        claims.move(claim, "performer_lookup");
        agenda.in(MOMENT, () -> ifStill(claim, "performer_lookup", () -> {
            claims.move(claim, "performer_draft");
            if (city.fate().strikes(Behaviour.PERFORMER_NOT_FOUND)) {
                agenda.in(settings.pace().performerSearch(), () -> ifStill(claim, "performer_draft", () -> claims.move(claim, "performer_not_found")));
            } else {
                look(claim, notHim);
            }
        }));
    }

    private void look(Claim claim, Courier notHim) {
        Optional<Courier> free = city.couriers().values().stream()
                .filter(c -> c.claimId() == null && c.bag().isEmpty() && c != notHim && (!c.byHand() || c.waits()))
                .min(Comparator.comparing((Courier c) -> !c.byHand()).thenComparingDouble(c -> c.position().metresTo(claim.source().position())));
        Duration patience = city.clock().atLeast(settings.pace().performerNotFound(), settings.pace().performerNotFoundFloor());
        if (free.isPresent()) {
            found(claim, free.get());
        } else if (claim.lookupSince.plus(patience).isBefore(city.now())) {
            claims.move(claim, "performer_not_found");
        } else {
            agenda.in(settings.pace().performerSearch(), () -> ifStill(claim, "performer_draft", () -> look(claim, notHim)));
        }
    }

    private void found(Claim claim, Courier courier) {
        claim.performer = courier;
        courier.claimId(claim.id);
        courier.waits(false);
        claims.move(claim, "performer_found");
    }

    /** Another courier takes over; the first one is out of it. Not while he carries something already. */
    boolean replacePerformer(Claim claim) {
        Courier before = claim.performer;
        if (!before.bag().isEmpty()) {
            return false;
        }
        claim.performer = null;
        claim.source().visit("pending");
        search(claim, before);
        return true;
    }

    private void ifStill(Claim claim, String status, Runnable then) {
        synchronized (city) {
            if (claim.status.equals(status)) {
                then.run();
            }
        }
    }
}
