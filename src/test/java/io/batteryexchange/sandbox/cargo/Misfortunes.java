package io.batteryexchange.sandbox.cargo;

import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What befalls a claim from outside while it lives: at most one end for each stretch of its way. */
public final class Misfortunes implements ClaimListener {

    private static final Duration SOON = Duration.ofSeconds(80);
    /** As long as a courier is usually under way from the first visit of the cabinet to the last. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(400);
    private static final Duration AT_THE_CABINET = Duration.ofSeconds(30);

    private final Claims claims;
    private final Dispatch dispatch;
    private final Visits visits;
    private final City city;
    private final Agenda agenda;

    public Misfortunes(Claims claims, Dispatch dispatch, Visits visits, City city, Agenda agenda) {
        this.claims = claims;
        this.dispatch = dispatch;
        this.visits = visits;
        this.city = city;
        this.agenda = agenda;
    }

    @Override
    public void moved(Claim claim, String status) {
        if (claim.foreign) {
            return;
        }
        switch (status) {
            case "accepted" -> chatter(claim);
            case "performer_found" -> beforePickup(claim);
            case "pickup_arrived" -> strike(claim, AT_THE_CABINET, c -> c.status.equals("pickup_arrived"), Behaviour.CANCELLED_WITH_PAYMENT);
            case "pickuped" -> {
                if (claim.destinations().stream().allMatch(p -> p.visitStatus().equals("pending"))) {
                    strike(claim, ON_THE_WAY, Misfortunes::underWay, Behaviour.FAILED_AFTER_PICKUP, Behaviour.ITEMS_ON_HANDS,
                            Behaviour.RETURNING, Behaviour.SCOOTER_NOT_SERVED);
                }
            }
            default -> { }
        }
    }

    /** Events that mean nothing. */
    private void chatter(Claim claim) {
        for (Behaviour behaviour : new Behaviour[] {Behaviour.PRICE_CHANGED, Behaviour.UNKNOWN_STATUS, Behaviour.UNKNOWN_CHANGE_TYPE}) {
            strike(claim, ON_THE_WAY, Claim::live, behaviour);
        }
    }

    private void beforePickup(Claim claim) {
        strike(claim, SOON, c -> c.status.equals("performer_found"), Behaviour.PERFORMER_REPLACED, Behaviour.CANCELLED_BY_TAXI,
                Behaviour.CANCELLED, Behaviour.FAILED_BEFORE_PICKUP);
    }

    private static boolean underWay(Claim claim) {
        return claim.live() && claim.pickedUp() && claim.destinations().stream().anyMatch(ClaimPoint::open);
    }

    /** The first that is drawn happens some time within the given span, if the claim is then still where it can. */
    private void strike(Claim claim, Duration within, Predicate<Claim> still, Behaviour... behaviours) {
        Optional<Behaviour> drawn = Stream.of(behaviours).filter(city.fate()::draws).findFirst();
        drawn.ifPresent(behaviour -> agenda.in(Duration.ofSeconds(city.random().nextLong(within.toSeconds())), () -> {
            synchronized (city) {
                if (still.test(claim) && happen(claim, behaviour)) {
                    city.fate().happened(behaviour);
                }
            }
        }));
    }

    /** Lets it happen now. @return false when the claim is not where it can */
    public boolean happen(Claim claim, Behaviour behaviour) {
        boolean before = claim.performer != null && !claim.pickedUp();
        switch (behaviour) {
            case PRICE_CHANGED -> claims.priceChanged(claim);
            case UNKNOWN_STATUS -> claims.announceUnknownStatus(claim);
            case UNKNOWN_CHANGE_TYPE -> claims.announceUnknownChange(claim);
            case SCOOTER_NOT_SERVED -> {
                return underWay(claim) && visits.giveUp(claim, claim.destinations().get(0));
            }
            case PERFORMER_REPLACED -> {
                return before && dispatch.replacePerformer(claim);
            }
            case CANCELLED_BY_TAXI -> {
                return before && end(claim, "cancelled_by_taxi");
            }
            case CANCELLED -> {
                return ClaimStatus.cancelState(claim.status).equals("free") && end(claim, "cancelled");
            }
            case CANCELLED_WITH_PAYMENT -> {
                return ClaimStatus.cancelState(claim.status).equals("paid") && end(claim, "cancelled_with_payment");
            }
            case FAILED_BEFORE_PICKUP -> {
                return !claim.pickedUp() && end(claim, "failed");
            }
            case FAILED_AFTER_PICKUP -> {
                return claim.pickedUp() && end(claim, "failed");
            }
            case ITEMS_ON_HANDS -> {
                return underWay(claim) && end(claim, "cancelled_with_items_on_hands");
            }
            case RETURNING -> {
                return underWay(claim) && visits.sendBack(claim);
            }
            case PERFORMER_NOT_FOUND -> {
                return claim.performer == null && end(claim, "performer_not_found");
            }
            default -> throw new IllegalArgumentException("no misfortune of a claim: " + behaviour.title());
        }
        return true;
    }

    private boolean end(Claim claim, String status) {
        visits.end(claim, status);
        return true;
    }
}
