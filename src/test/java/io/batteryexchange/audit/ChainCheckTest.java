package io.batteryexchange.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainCheckTest {

    private final List<AuditEntry> chain = chain("task-1", 5);
    private final Head head = new Head(5, chain.get(4).hash());

    @Test
    void findsNothingInAChainAsItWasEntered() {
        assertThat(breaks(head, chain)).isEmpty();
    }

    @Test
    void findsNothingAfterEntriesFromBeforeTheChain() {
        chain.add(0, new AuditEntry("task-1", 40, null, Instant.EPOCH, "decision", "old", "ok", "{}", null));

        assertThat(breaks(head, chain)).isEmpty();
    }

    @Test
    void findsAnEntryWithoutNumberThatIsYounger() {
        chain.add(0, new AuditEntry("task-1", 102, null, Instant.EPOCH, "decision", "forged", "ok", "{}", null));

        assertThat(breaks(head, chain)).containsExactly("task task-1, entry id 102: inserted or changed: it has no number or no hash, and is not from before the chain");
    }

    @Test
    void findsAChangedEntryAndOnlyThat() {
        AuditEntry e = chain.get(2);
        chain.set(2, new AuditEntry(e.chain(), e.id(), e.number(), e.at(), e.kind(), e.name(), "failed", e.detail(), e.hash()));

        assertThat(breaks(head, chain)).containsExactly("task task-1, entry 3: changed: its hash does not fit its content and the entry before it");
    }

    @Test
    void findsAnEntryThatWasSealedAnew() {
        AuditEntry e = chain.get(2);
        AuditEntry forged = new AuditEntry(e.chain(), e.id(), e.number(), e.at(), e.kind(), e.name(), "failed", e.detail(), null);
        chain.set(2, sealed(forged, chain.get(1).hash()));

        assertThat(breaks(head, chain)).containsExactly("task task-1, entry 4: changed: its hash does not fit its content and the entry before it");
    }

    @Test
    void findsALastEntryThatWasSealedAnew() {
        AuditEntry e = chain.get(4);
        chain.set(4, sealed(new AuditEntry(e.chain(), e.id(), e.number(), e.at(), e.kind(), e.name(), "failed", e.detail(), null), chain.get(3).hash()));

        assertThat(breaks(head, chain)).containsExactly("task task-1, entry 5: changed: its hash is not that of the chain's end");
    }

    @Test
    void findsMissingEntries() {
        chain.subList(1, 3).clear();

        assertThat(breaks(head, chain)).containsExactly("task task-1, entries 2 to 3: missing");
    }

    @Test
    void findsAMissingFirstEntry() {
        chain.remove(0);

        assertThat(breaks(head, chain)).containsExactly("task task-1, entry 1: missing");
    }

    @Test
    void findsACutOffEnd() {
        chain.remove(4);

        assertThat(breaks(head, chain)).containsExactly("task task-1, entry 5: cut off at the end");
    }

    @Test
    void findsThatNothingIsLeft() {
        assertThat(breaks(head, List.of())).containsExactly("task task-1, entries 1 to 5: cut off at the end");
    }

    @Test
    void findsANumberThatIsThereTwiceAndKnowsTheTrueOne() {
        AuditEntry e = chain.get(2);
        chain.add(2, new AuditEntry(e.chain(), e.id() - 50, e.number(), e.at(), e.kind(), "forged", e.outcome(), e.detail(), e.hash()));
        chain.set(2, sealed(chain.get(2), new byte[32]));

        assertThat(breaks(head, chain)).containsExactly("task task-1, entry 3: changed: its hash does not fit its content and the entry before it",
            "task task-1, entry 3: inserted: the number is there twice");
    }

    @Test
    void findsAnEntryBehindTheEnd() {
        chain.add(new AuditEntry("task-1", 200, 9L, Instant.EPOCH, "decision", "forged", "ok", "{}", new byte[32]));

        assertThat(breaks(head, chain)).containsExactly("task task-1, entry 9: inserted: the chain ends with entry 5");
    }

    @Test
    void findsAChainThatLostItsEnd() {
        assertThat(breaks(null, chain)).containsExactly("task task-1, its end: missing: nothing tells where the chain ends");
    }

    @Test
    void findsAnEntryOfAnotherChain() {
        chain.set(2, chain("task-2", 3).get(2));

        assertThat(breaks(head, chain)).containsExactly("task task-1, entry 3: changed: its hash does not fit its content and the entry before it",
            "task task-1, entry 4: changed: its hash does not fit its content and the entry before it");
    }

    private static List<String> breaks(Head head, List<AuditEntry> entries) {
        List<String> breaks = new ArrayList<>();
        ChainCheck check = new ChainCheck("task-1", head, 50, found -> breaks.add(found.toString()));
        entries.forEach(check::add);
        check.end();
        assertThat(check.entries()).isEqualTo(entries.size());
        return breaks;
    }

    private static List<AuditEntry> chain(String task, int length) {
        List<AuditEntry> chain = new ArrayList<>();
        byte[] hash = {};
        for (long number = 1; number <= length; number++) {
            AuditEntry entry = sealed(new AuditEntry(task, 100 + number, number, Instant.parse("2026-01-05T10:00:00.123456Z").plusMillis(number), "decision", "n", "ok",
                "{\"a\": " + number + "}", null), hash);
            hash = entry.hash();
            chain.add(entry);
        }
        return chain;
    }

    private static AuditEntry sealed(AuditEntry e, byte[] before) {
        return new AuditEntry(e.chain(), e.id(), e.number(), e.at(), e.kind(), e.name(), e.outcome(), e.detail(), e.hashAfter(before));
    }
}
