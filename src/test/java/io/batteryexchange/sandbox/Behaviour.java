package io.batteryexchange.sandbox;

import java.util.Locale;

/**
 * Everything unusual that can happen in the city. How often is a share between 0 and 1 of the occasions, setting
 * {@code sandbox.chance.<name>}; {@code /sandbox/summary} tells how often each did happen.
 */
public enum Behaviour {

    // The fleet and its scooters
    /** The scooter is not where the fleet backend believes it to be. */
    VEHICLE_NOT_FOUND,
    VEHICLE_DESTROYED,
    /** The scooter cannot be reached: for a while, for good (the courier reports it for repair), or just after the swap. */
    SCOOTER_OFFLINE,
    /** Somebody charges the scooter just when its task begins: the low tags are taken off. */
    CHARGED_BY_HAND,
    /** The low tag is taken off and set anew, with another id, just when the task begins. */
    RETAGGED,
    /** A rider has the scooter, just when the task begins. */
    RENTED,
    /** Somebody takes {@code recharge_processing} off just after the task has begun. */
    PROCESSING_TAKEN_OFF,
    /** Somebody sets {@code recharge_processing} after the task is over. */
    PROCESSING_LEFT_ON,

    // Cabinets
    /** A cell's door never opens; drawn for each cell when the city is founded, counted when somebody meets it. */
    BROKEN_DOOR(0.02),
    /** No telemetry of a cell for a while after its door was shut. */
    UNKNOWN_CELL_STATE(0.02),
    /** A door answers 504 once or twice before it opens. */
    CELL_TIMEOUT,
    /** All return cells of a booking break before the courier is back. */
    RETURN_CELLS_BROKEN,
    /** What was available cannot be booked. */
    BOOKED_AWAY,
    /** A booking ends by itself before anything was taken: reconciliation must find out. */
    BOOKING_LOST,
    /** Beside the booking there is a second one that nobody asked for. */
    BOOKING_NOBODY_OWNS,
    /** An accumulator that reads 60 % in the scooter for a while though it is full. */
    UNCHARGED_ACCUMULATOR,

    // Couriers
    DOUBLE_TAP(0.05),
    /** The courier leaves the door open, tries the slider, and goes back to shut it. */
    DOOR_LEFT_OPEN,
    /** The courier tries the slider at the scooter before he has replaced anything. */
    WRONG_ACCUMULATOR,

    // Claims
    /** A create is refused with a code of the contract; of the first creates of each task. */
    CLAIM_REFUSED,
    ESTIMATING_FAILED,
    /** The accept came too late: answered 200, and soon {@code failed}. */
    OFFER_EXPIRES_LATE_200,
    /** The accept came too late: 409 {@code offer_expired}, and soon {@code failed}. */
    OFFER_EXPIRES_409,
    PERFORMER_NOT_FOUND,
    PERFORMER_REPLACED,
    CANCELLED_BY_TAXI,
    /** Somebody cancels in the cabinet, free of charge. */
    CANCELLED,
    /** Somebody cancels in the cabinet while the courier is at the cabinet. */
    CANCELLED_WITH_PAYMENT,
    FAILED_BEFORE_PICKUP,
    FAILED_AFTER_PICKUP,
    /** Support cancels after pickup: {@code cancelled_with_items_on_hands}. */
    ITEMS_ON_HANDS,
    /** Support cancels after pickup: {@code returning} … {@code returned_finish}. */
    RETURNING,
    /** Support gives up point B: it is skipped, the rest of the route goes on, then the goods are returned. */
    SCOOTER_NOT_SERVED,

    // The journal and what claims/info tells
    FOREIGN_CLAIM(0.1),
    PRICE_CHANGED(0.05),
    UNKNOWN_STATUS,
    UNKNOWN_CHANGE_TYPE,
    STALE_INFO,
    REPEATED_PAGE,
    EMPTY_PAGE,
    /** A good cursor is refused; once in the city's life. */
    CURSOR_REJECTED,

    // Storekeepers
    /** The storekeeper asks the bot for the status and presses a button of the answer instead of typing the command. */
    STOREKEEPER_BUTTONS(0.5),

    // Operators; only while sandbox.operators.present
    OPERATOR_CANCELS_AND_REPLANS,
    OPERATOR_CANCELS_FOR_GOOD,
    OPERATOR_PARKS,
    /** Manual mode is switched on at a store for some seconds. */
    MANUAL_MODE;

    private final double usualShare;

    Behaviour() {
        this(0);
    }

    Behaviour(double usualShare) {
        this.usualShare = usualShare;
    }

    double usualShare() {
        return usualShare;
    }

    /** Whether it happens though nobody has set a share for it. */
    public boolean usual() {
        return usualShare > 0;
    }

    /** As in the settings: {@code offer-expires-409}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
