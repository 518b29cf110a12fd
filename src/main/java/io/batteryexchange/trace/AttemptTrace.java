package io.batteryexchange.trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.camel.Exchange;

/**
 * The trace of one attempt of a task. A swap lasts an hour, over many exchanges, nodes and restarts, so its ids are kept nowhere: they are the beginning of the
 * SHA-256 of {@code <task id>-<attempt>}, which is the claim's request_id as well. Whoever knows a task finds its traces.
 *
 * @param traceId    16 bytes in hex
 * @param rootSpanId the next 8 bytes: the span that all others of the attempt are under, made when the attempt is over
 */
record AttemptTrace(String traceId, String rootSpanId) {

    private static final int TRACE_ID = 16;
    private static final int SPAN_ID = 8;
    /** Never used itself, only copied: to look it up takes longer than to use it. */
    private static final MessageDigest SHA_256 = newSha256();

    static AttemptTrace of(String taskId, int attempt) {
        byte[] hash = sha256(taskId + "-" + attempt);
        HexFormat hex = HexFormat.of();
        return new AttemptTrace(hex.formatHex(hash, 0, TRACE_ID), hex.formatHex(hash, TRACE_ID, TRACE_ID + SPAN_ID));
    }

    /** The attempt that the exchange works on, as its variables have it now; null: none, or none yet. */
    static AttemptTrace of(Exchange exchange) {
        String taskId = exchange.getVariable("task_id", String.class);
        return taskId != null && exchange.getVariable("attempt") instanceof Number attempt ? of(taskId, attempt.intValue()) : null;
    }

    private static byte[] sha256(String text) {
        try {
            return ((MessageDigest) SHA_256.clone()).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("that of Java can be copied", e);
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
