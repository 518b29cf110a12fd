package io.batteryexchange.audit;

/** The end of a chain, kept apart from it: the number and the hash of its last entry. */
record Head(long lastNumber, byte[] hash) {
}
