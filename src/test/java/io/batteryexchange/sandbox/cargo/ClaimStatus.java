package io.batteryexchange.sandbox.cargo;

import java.util.Set;

/** The statuses as words of the wire, and what is known of them. */
public final class ClaimStatus {

    public static final String DELIVERED_FINISH = "delivered_finish";

    private static final Set<String> TERMINAL = Set.of("performer_not_found", DELIVERED_FINISH, "returned_finish", "failed",
            "cancelled", "cancelled_with_payment", "cancelled_by_taxi", "cancelled_with_items_on_hands");
    private static final Set<String> FREE_TO_CANCEL = Set.of("estimating_failed", "ready_for_approval", "accepted",
            "performer_lookup", "performer_draft", "performer_found");
    private static final Set<String> PAID_TO_CANCEL = Set.of("pickup_arrived", "ready_for_pickup_confirmation");

    private ClaimStatus() {
    }

    public static boolean terminal(String status) {
        return TERMINAL.contains(status);
    }

    /** As the product counts: until a terminal status or {@code estimating_failed}. */
    public static boolean live(String status) {
        return !terminal(status) && !status.equals("estimating_failed");
    }

    static String cancelState(String status) {
        return FREE_TO_CANCEL.contains(status) || status.equals("estimating") || status.equals("new") ? "free"
                : PAID_TO_CANCEL.contains(status) ? "paid" : "unavailable";
    }

    static String resolution(String status) {
        return !terminal(status) ? null : status.equals(DELIVERED_FINISH) ? "success" : "failed";
    }
}
