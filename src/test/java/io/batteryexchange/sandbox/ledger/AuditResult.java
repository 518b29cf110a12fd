package io.batteryexchange.sandbox.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an audit found, what it compared, and what it could not. */
public final class AuditResult {

    private final Instant at = Instant.now();
    private final Map<String, Long> compared = new LinkedHashMap<>();
    private final List<String> notChecked = new ArrayList<>();
    private final List<String> pending = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private List<Violation> violations = List.of();

    void compared(String what, long count) {
        compared.merge(what, count, Long::sum);
    }

    void notChecked(String what) {
        notChecked.add(what);
    }

    /** Not right yet, but still within its time. */
    void pending(String what) {
        pending.add(what);
    }

    /** Worth a look, but no rule says so. */
    void remark(String what) {
        remarks.add(what);
    }

    void violations(List<Violation> all) {
        violations = all;
    }

    /** {@code violations}, else {@code incomplete}, else {@code pending}, else {@code clean}. */
    @JsonProperty
    public String verdict() {
        return !violations.isEmpty() ? "violations" : !notChecked.isEmpty() ? "incomplete" : !pending.isEmpty() ? "pending" : "clean";
    }

    @JsonProperty
    public Instant at() {
        return at;
    }

    @JsonProperty
    public Map<String, Long> compared() {
        return compared;
    }

    @JsonProperty("not_checked")
    public List<String> notChecked() {
        return notChecked;
    }

    @JsonProperty
    public List<String> pending() {
        return pending;
    }

    @JsonProperty
    public List<String> remarks() {
        return remarks;
    }

    @JsonProperty
    public List<Violation> violations() {
        return violations;
    }
}
