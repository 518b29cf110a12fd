package io.batteryexchange.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An entry of a timeline as the database holds it.
 *
 * @param chain  the task, or {@code reconciliation}
 * @param id     counts all entries of the table
 * @param number from 1 within the chain; null: from before the chain
 * @param detail JSON as PostgreSQL writes it
 * @param hash   seals the entry and all before it; null: from before the chain
 */
@SuppressWarnings("ArrayRecordComponent") // a row as it is, never compared as a whole
record AuditEntry(String chain, long id, Long number, Instant at, String kind, String name, String outcome, String detail, byte[] hash) {

    /** The hash that the entry must have after one with this hash; the first one's is after none. The same as SQL function {@code audit_hash}. */
    byte[] hashAfter(byte[] before) {
        MessageDigest sha = sha256();
        sha.update(before);
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        return sha.digest(String.join("\n", chain, Long.toString(number), Long.toString(micros), kind, outcome, name, detail).getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
