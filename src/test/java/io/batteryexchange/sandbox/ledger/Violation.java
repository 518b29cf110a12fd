package io.batteryexchange.sandbox.ledger;

import java.time.Instant;
import java.util.Map;

/**
 * Something that must never happen, and did.
 *
 * @param rule number of the rule in the spec's list, or {@code conservation}
 */
public record Violation(String rule, String sentence, Map<String, String> ids, Instant at) {
}
