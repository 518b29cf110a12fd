package io.batteryexchange.sandbox.courier;

/** Where a courier is in his job. */
public enum Phase {
    FREE, BY_HAND, TO_CABINET, AT_CABINET, EXCHANGE_PICKUP, SLIDE_PICKUP, TO_SCOOTER, AT_SCOOTER, SLIDE_SWAP, TO_RETURN, AT_RETURN,
    EXCHANGE_RETURN, SLIDE_RETURN, WAIT_FOR_END, BACK_WITH_GOODS, HAND_BACK
}
