package io.batteryexchange.audit;

/** The end of a chain, kept apart from it: the number and the hash of its last entry. */
@SuppressWarnings("ArrayRecordComponent") // a row as it is, never compared as a whole
record Head(long lastNumber, byte[] hash) {
}
