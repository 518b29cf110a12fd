package io.batteryexchange.sandbox.ledger;

import io.batteryexchange.sandbox.cabinets.Booking;
import io.batteryexchange.sandbox.cabinets.CellListener;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.ClaimListener;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.city.Cell;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.city.Scooter;
import io.batteryexchange.sandbox.fleet.Fleet;
import io.batteryexchange.sandbox.fleet.Tag;
import io.batteryexchange.sandbox.fleet.TagListener;
import io.batteryexchange.sandbox.wire.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** The rules that the sandbox can judge by itself, the moment a call comes: 1, 6, 9 and part of 7. Under the city's lock. */
public final class LiveRules implements ClaimListener, CellListener, TagListener {

    /** An order to open may already be under way when the claim ends. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);

    private final City city;
    private final Fleet fleet;
    private final Claims claims;
    private final Faults faults;
    private final Openings openings;
    private final Ledger ledger;

    LiveRules(City city, Fleet fleet, Claims claims, Faults faults, Openings openings, Ledger ledger) {
        this.city = city;
        this.fleet = fleet;
        this.claims = claims;
        this.faults = faults;
        this.openings = openings;
        this.ledger = ledger;
    }

    @Override
    public void created(Claim claim) {
        if (claim.foreign()) {
            return;
        }
        scooter(claim).ifPresent(scooter -> claims.all().stream()
                .filter(other -> other != claim && !other.foreign() && other.live() && scooter.id().equals(other.carId()))
                .forEach(other -> ledger.add("1", "two live claims for one scooter",
                        Map.of("car_id", scooter.id(), "claim_id", claim.id(), "other_claim_id", other.id()))));
    }

    @Override
    public void moved(Claim claim, String status) {
        if (claim.foreign() || !status.equals("performer_found")) {
            return;
        }
        scooter(claim).ifPresent(scooter -> {
            Instant lowSince = fleet.tags(scooter.id()).stream().filter(Tag::isLow).map(Tag::createdAt).min(Instant::compareTo)
                    .orElse(claim.createdAt());
            city.swaps().stream().filter(s -> s.carId().equals(scooter.id()) && s.at().isAfter(lowSince) && !claim.id().equals(s.claimId()))
                    .findFirst().ifPresent(s -> ledger.add("1", "a second courier was sent for a discharge that is swapped already",
                            Map.of("car_id", scooter.id(), "claim_id", claim.id(), "swapped_by_claim_id", String.valueOf(s.claimId()))));
        });
    }

    @Override
    public void openAsked(Booking booking, Cell cell) {
        if (cell.broken()) {
            ledger.add("6", "a cell that was marked broken was to be opened again", ids(booking, cell));
        }
        if (booking.takenFrom(cell) && leftTheCabinet(booking)) {
            ledger.add("6", "a cell whose accumulator was taken was to be opened again after the pickup was over", ids(booking, cell));
        }
    }

    /** The slider at point A of its courier's claim was let through. */
    private boolean leftTheCabinet(Booking booking) {
        return Optional.ofNullable(booking.contractorId()).map(city.couriers()::get).map(Courier::claimId).flatMap(claims::find)
                .filter(claim -> claim.source().visitStatus().equals("visited")).isPresent();
    }

    @Override
    public void opened(Booking booking, Cell cell) {
        if (cell.cabinet().cells().stream().filter(Cell::open).count() > 1) {
            ledger.add("6", "two cells of a cabinet are open", ids(booking, cell));
        }
        faults.downSince("scooter-accumulator", "cabinet/booking").filter(since -> since.plus(UNDER_WAY).isBefore(Instant.now()))
                .ifPresent(since -> ledger.add("7", "a cell was opened while scooter-accumulator is down: no booking can be read", ids(booking, cell)));
        String courierId = booking.contractorId();
        Courier courier = courierId == null ? null : city.couriers().get(courierId);
        if (courier == null) {
            ledger.add("6", "a cell was opened for a booking without a courier", ids(booking, cell));
        } else if (courier.position().metresTo(cell.cabinet().store().position()) > City.AT_HAND_METRES) {
            ledger.add("6", "a cell was opened for a courier who is not at that cabinet", ids(booking, cell));
        } else {
            claims.all().stream().filter(c -> entitles(c, courier, cell))
                    .min(Comparator.comparing(c -> !c.id().equals(courier.claimId()))).ifPresentOrElse(
                    claim -> openings.add(claim.taskId(), ids(booking, cell)),
                    () -> ledger.add("6", "a cell was opened for a courier without a live claim at that cabinet", ids(booking, cell)));
        }
    }

    /** His claim lives, or ended while he has accumulators on hand, or ended this moment. */
    private boolean entitles(Claim claim, Courier courier, Cell cell) {
        if (claim.performer() != courier) {
            return false;
        }
        boolean here = city.storeAt(claim.source().position()).filter(s -> s == cell.cabinet().store()).isPresent();
        boolean onHand = claim.id().equals(courier.claimId()) && !courier.bag().isEmpty();
        boolean justEnded = claim.updatedAt().plus(UNDER_WAY).isAfter(Instant.now());
        return here && (claim.live() || onHand || justEnded);
    }

    @Override
    public void removed(Scooter scooter, Tag tag) {
        if (tag.isLow() && isOfNextDischarge(scooter, tag)) {
            ledger.add("3", "a low-battery tag was taken off that came after the swap: no task ever covered it",
                    Map.of("car_id", scooter.id(), "tag_id", tag.tagId()));
        }
        if (!tag.name().equals(Tag.PROCESSING) || !swappedSince(scooter, tag.createdAt())) {
            return;
        }
        if (hasTagOfSwap(scooter)) {
            ledger.add("9", "recharge_processing was taken off while a low-battery tag is still on", Map.of("car_id", scooter.id(), "tag_id", tag.tagId()));
        }
        fleet.servicedBy(scooter.id()).ifPresent(performer -> ledger.add("9", "recharge_processing was taken off before servicing/finish",
                Map.of("car_id", scooter.id(), "tag_id", tag.tagId(), "performer_id", performer)));
    }

    @Override
    public void servicingFinished(Scooter scooter, String tagId) {
        Optional<Tag> processing = fleet.tag(scooter.id(), Tag.PROCESSING);
        boolean swapped = processing.filter(t -> swappedSince(scooter, t.createdAt())).isPresent();
        boolean live = claims.all().stream().anyMatch(c -> !c.foreign() && c.live() && scooter.id().equals(c.carId()));
        if (swapped && live && hasTagOfSwap(scooter)) {
            ledger.add("9", "servicing/finish came before the low-battery tags were off", Map.of("car_id", scooter.id(), "tag_id", tagId));
        }
    }

    /** A low tag from before the last swap; one from after it belongs to the next discharge and stays on. */
    private boolean hasTagOfSwap(Scooter scooter) {
        return fleet.tags(scooter.id()).stream().anyMatch(tag -> tag.isLow() && swappedSince(scooter, tag.createdAt()));
    }

    /** The task that has the scooter in processing has swapped before the tag came. */
    private boolean isOfNextDischarge(Scooter scooter, Tag low) {
        boolean swapped = fleet.tag(scooter.id(), Tag.PROCESSING).filter(processing -> swappedSince(scooter, processing.createdAt())).isPresent();
        return swapped && !swappedSince(scooter, low.createdAt());
    }

    private boolean swappedSince(Scooter scooter, Instant since) {
        return city.swaps().stream().anyMatch(s -> s.carId().equals(scooter.id()) && s.at().isAfter(since));
    }

    private Optional<Scooter> scooter(Claim claim) {
        return Optional.ofNullable(claim.carId()).map(city.scooters()::get);
    }

    private static Map<String, String> ids(Booking booking, Cell cell) {
        return Map.of("book_id", booking.id(), "cell_id", cell.id(), "contractor_id", String.valueOf(booking.contractorId()));
    }
}
