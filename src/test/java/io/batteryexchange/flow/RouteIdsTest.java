package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Route;
import org.junit.jupiter.api.Test;

/** An ignored setting or a lost file starts without a word: the exact list of routes notices it. */
class RouteIdsTest extends FlowTest {

    @Test
    void noRouteFileIsLost() {
        assertThat(bundle.camel().getRoutes()).extracting(Route::getRouteId).containsExactlyInAnyOrder(
            "answer-slider", "ask-for-attention", "assign-performer", "book-accumulator", "booking-as-it-is", "cargo-accept-claim",
            "cargo-claim-info", "cargo-create-claim", "cargo-journal", "cargo-state", "cargo-wire", "claim-of-call", "claim-of-courier",
            "close-swap-leg", "courier-leg", "create-claim", "discover-scooter", "exchange-broken", "exchange-init-confirm", "exchange-open",
            "exchange-status", "find-vehicle", "finish-swap", "judge-scooter", "list-tasks", "note-refused-action", "on-cancelled",
            "on-claim-status", "on-delivered", "on-delivered-finish", "on-delivery-arrived", "on-estimating-failed", "on-failed",
            "on-performer-found", "on-performer-not-found", "on-pickup-arrived", "on-pickuped", "on-ready-for-approval", "on-returning",
            "on-unknown-status", "open-battery-door", "open-cell", "plan-swap", "poll-car-list", "poll-claims-journal", "read-car-list-pages",
            "release-and-replan", "replan-task", "report-scooter", "route1", "route2", "route3", "save-booking", "save-journal-page", "save-step",
            "scooter-accumulator-available", "scooter-accumulator-book", "scooter-accumulator-booking", "scooter-accumulator-mark-broken",
            "scooter-accumulator-open-cell", "scooter-accumulator-set-contractor", "scooter-accumulator-unbook", "scooter-accumulator-wire",
            "scooter-backend-add-tag", "scooter-backend-car-details", "scooter-backend-car-info", "scooter-backend-car-list",
            "scooter-backend-command", "scooter-backend-finish-servicing", "scooter-backend-remove-tag", "scooter-backend-start-servicing",
            "scooter-backend-wire", "scooter-command", "show-summary", "show-task", "start-journal-anew", "take-due-tasks", "take-journal-page",
            "take-scooter-off-street", "vehicle-destroyed", "vehicle-not-found", "work-claim-events", "work-task");
    }
}
