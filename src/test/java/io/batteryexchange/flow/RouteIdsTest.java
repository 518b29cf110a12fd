package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Route;
import org.junit.jupiter.api.Test;

/** An ignored setting or a lost file starts without a word: the exact list of routes, by folder, notices it. Those that Camel makes of the contracts have no ids of ours. */
class RouteIdsTest extends FlowTest {

    @Test
    void noRouteFileIsLost() {
        assertThat(bundle.camel().getRoutes().stream().filter(route -> !route.isCreatedByRestDsl()))
            .allMatch(route -> bundle.camel().getRouteController().getRouteStatus(route.getRouteId()).isStarted())
            .extracting(Route::getRouteId).containsExactlyInAnyOrder(
                // tasks
                "take-due-tasks", "work-task", "save-step",
                // discovery
                "poll-car-list", "read-car-list-pages", "discover-scooter",
                // planning
                "book-accumulator", "save-booking", "create-claim", "plan-swap", "take-scooter-off-street", "release-and-replan", "replan-task",
                // claims
                "work-claim-events", "on-claim-status", "close-swap-leg", "finish-swap", "poll-claims-journal", "take-journal-page", "start-journal-anew",
                "save-journal-page", "on-cancelled", "on-delivered-finish", "on-delivered", "on-delivery-arrived", "on-estimating-failed",
                "ask-for-attention", "on-failed", "on-performer-found", "assign-performer", "on-performer-not-found", "on-pickup-arrived", "on-pickuped",
                "on-ready-for-approval", "on-returning", "on-unknown-status",
                // courier
                "claim-of-courier", "courier-leg", "note-refused-action", "exchange-status", "exchange-open", "open-cell", "booking-as-it-is", "booking-of-leg", "leg-by-claim-itself",
                "exchange-broken", "find-vehicle", "open-battery-door", "scooter-command", "vehicle-not-found", "vehicle-destroyed", "report-scooter",
                // cargo-orders
                "exchange-init-confirm", "judge-scooter", "answer-slider", "cargo-state", "claim-of-call",
                // operations
                "show-summary", "list-tasks", "show-task",
                // upstream
                "cargo-wire", "cargo-create-claim", "cargo-claim-info", "cargo-accept-claim", "cargo-journal", "scooter-accumulator-wire",
                "scooter-accumulator-available", "scooter-accumulator-book", "scooter-accumulator-unbook", "scooter-accumulator-set-contractor",
                "scooter-accumulator-booking", "scooter-accumulator-open-cell", "scooter-accumulator-mark-broken", "scooter-backend-wire",
                "scooter-backend-car-list", "scooter-backend-car-info", "scooter-backend-car-details", "scooter-backend-add-tag",
                "scooter-backend-remove-tag", "scooter-backend-start-servicing", "scooter-backend-finish-servicing", "scooter-backend-command");
    }
}
