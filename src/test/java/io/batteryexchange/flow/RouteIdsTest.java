package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.TelegramStub;
import org.apache.camel.Route;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An ignored setting or a lost file starts without a word: the exact list of routes, by folder, notices it. Those that Camel makes of the contracts have no ids of ours. */
@Tag("upgrade")
class RouteIdsTest extends FlowTest {

    @Test
    void noRouteFileIsLost() {
        assertThat(bundle.camel().getRoutes().stream().filter(route -> !route.isCreatedByRestDsl()))
            .allMatch(route -> route.getRouteId().equals(TelegramStub.BOT) || bundle.camel().getRouteController().getRouteStatus(route.getRouteId()).isStarted())
            .extracting(Route::getRouteId).containsExactlyInAnyOrder(
                // tasks
                "ask-for-attention", "take-due-tasks", "work-task", "save-step", "save-steps", "renew-lease", "end-task", "free-scooter",
                // discovery
                "poll-car-list", "read-car-list-pages", "discover-scooter", "watch-sensors", "compare-sensors", "change-low-tag",
                // planning
                "book-accumulator", "intend-bookings", "save-booking", "save-bookings", "save-claims", "settle-claim-that-may-exist", "settle-claim-in-doubt", "cancel-found-claim", "order-courier",
                "create-claim", "on-claim-refused", "plan-swap", "book-and-order", "take-scooter-off-street", "settle-booking", "release-and-replan",
                "give-booking-back", "wait-out-manual-mode", "replan-task",
                // claims
                "work-claim-events", "on-claim-status", "close-swap-leg", "finish-swap", "poll-claims-journal", "take-journal-page",
                "start-journal-anew", "save-journal-page", "on-cancelled", "after-cancel", "on-delivered-finish", "on-delivered",
                "on-delivery-arrived", "on-estimating-failed", "on-failed", "on-performer-found", "assign-performer", "tell-courier-on-booking", "tell-courier-on-record", "on-performer-not-found",
                "on-pickuped", "on-ready-for-approval", "on-returning", "on-unknown-status",
                // courier
                "claim-of-performer", "courier-leg", "leg-by-claim-itself", "save-intention", "note-refused-action", "exchange-status", "exchange-screen",
                "exchange-open", "open-cell", "door-refused", "look-at-door", "intend-opening", "look-at-other-door", "booking-of-leg", "booking-as-it-is", "exchange-broken", "find-vehicle", "open-battery-door",
                "scooter-command", "vehicle-not-found", "vehicle-destroyed", "report-scooter",
                // cargo-orders
                "exchange-init-confirm", "judge-scooter", "answer-slider", "cargo-state", "claim-of-call",
                // storekeeper
                "hand-over", "tell-hand-over", "save-hand-over", "tell-hand-overs", "tell-hand-over-later", "storekeeper-bot", "work-command",
                "note-foreign-command", "show-hand-work", "answer-storekeeper",
                // operations
                "show-map", "why-not-served", "ask-fleet-about-scooter", "courier-screen", "screen-of-claim", "screen-of-performer",
                "operator-cancel", "operator-after-cancel", "cancel-claim", "cancel-refused", "operator-issue", "operator-return",
                "show-manual-mode", "switch-manual-mode", "leave-manual-mode", "reconcile-hand-work", "answer-manual-mode", "show-summary",
                "list-tasks", "show-task", "operator-park", "reconcile-bookings", "read-active-bookings", "release-booking", "mend-lost-booking",
                "book-again", "look-at-lost-booking", "ask-about-lost-booking", "forget-booking", "raise-priorities", "reconcile-processing-tags",
                "free-idle-scooter", "set-processing-again", "save-tag-repair", "reconcile", "reconcile-round", "operator-replan",
                "operator-resolve", "task-for-operator", "answer-change", "poll-cabinet-stock", "learn-cabinet-stock", "show-figures", "read-metrics",
                // upstream
                "cargo-wire", "cargo-create-claim", "cargo-claim-info", "cargo-accept-claim", "cargo-claim-search", "cargo-cancel-info",
                "cargo-cancel-claim", "cargo-journal", "scooter-accumulator-wire", "scooter-accumulator-available", "scooter-accumulator-book",
                "scooter-accumulator-unbook", "scooter-accumulator-set-contractor", "scooter-accumulator-booking", "scooter-accumulator-open-cell",
                "scooter-accumulator-bookings", "scooter-accumulator-mark-issued", "scooter-accumulator-mark-returned",
                "scooter-accumulator-mark-broken", "scooter-backend-wire", "scooter-backend-car-list", "scooter-backend-car-info",
                "scooter-backend-car-details", "scooter-backend-add-tag", "scooter-backend-remove-tag", "scooter-backend-start-servicing",
                "scooter-backend-finish-servicing", "scooter-backend-sensors", "scooter-backend-command", "telegram-send",
                "cargo-create-claim-try", "cargo-claim-info-try", "cargo-accept-claim-try", "cargo-claim-search-try", "cargo-cancel-info-try",
                "cargo-cancel-claim-try", "cargo-journal-try", "scooter-accumulator-available-try", "scooter-accumulator-book-try",
                "scooter-accumulator-unbook-try", "scooter-accumulator-set-contractor-try", "scooter-accumulator-booking-try",
                "scooter-accumulator-bookings-try", "scooter-accumulator-mark-issued-try", "scooter-accumulator-mark-returned-try",
                "scooter-accumulator-mark-broken-try", "scooter-backend-car-list-try", "scooter-backend-car-info-try",
                "scooter-backend-car-details-try", "scooter-backend-add-tag-try", "scooter-backend-remove-tag-try",
                "scooter-backend-start-servicing-try", "scooter-backend-finish-servicing-try", "scooter-backend-sensors-try",
                "scooter-backend-command-try");
    }
}
