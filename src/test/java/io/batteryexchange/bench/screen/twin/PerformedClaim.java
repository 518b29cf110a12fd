package io.batteryexchange.bench.screen.twin;

import io.batteryexchange.cabinet.Leg;
import java.util.Optional;

/** A row of the bundle's statement {@code claim-of-performer}, as far as the screen needs it. */
record PerformedClaim(boolean live, String performerId, String claimId, String status, String bookId, String storeId, String cabinetId, boolean bClosed, boolean pickedUp,
                      boolean allTaken, boolean manualMode, String unresolvedCellId, int openingTimeouts, String issuedUntold, String returnedUntold, String reportedCells) {

    /** The leg at the cabinet that the claim is on; empty: it is elsewhere. */
    Optional<Leg> leg() {
        return switch (status) {
            case "pickup_arrived", "ready_for_pickup_confirmation" -> Optional.of(Leg.PICKUP);
            case "delivery_arrived", "ready_for_delivery_confirmation", "pay_waiting" -> bClosed ? Optional.of(Leg.RETURN) : Optional.empty();
            case "returning", "return_arrived", "ready_for_return_confirmation", "returned", "returned_finish", "failed", "cancelled", "cancelled_with_payment", "cancelled_by_taxi",
                "cancelled_with_items_on_hands" -> pickedUp ? Optional.of(Leg.RETURN) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
