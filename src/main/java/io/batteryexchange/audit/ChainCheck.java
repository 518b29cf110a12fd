package io.batteryexchange.audit;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Recomputes one chain, entry by entry in the order of their numbers, those without a number first. After a break it goes on from what it finds, so
 * that one change is one break and the next one is seen as well.
 */
final class ChainCheck {

    private static final byte[] NONE = {};

    private final String chain;
    private final Head head;
    private final long beginsAfter;
    private final Consumer<Break> breaks;

    private long last;
    private byte[] hash = NONE;        // of entry last; null: not known
    private byte[] hashBefore = NONE;  // of the entry before it
    private long before;
    private long entries;

    /**
     * @param head        null: the chain has none
     * @param beginsAfter entries up to this id may be from before the chain
     */
    ChainCheck(String chain, Head head, long beginsAfter, Consumer<Break> breaks) {
        this.chain = chain;
        this.head = head;
        this.beginsAfter = beginsAfter;
        this.breaks = breaks;
    }

    void add(AuditEntry entry) {
        entries++;
        if (entry.number() == null || entry.hash() == null) {
            addUnchained(entry);
        } else if (head != null && entry.number() > head.lastNumber()) {
            report("entry " + entry.number(), "inserted: the chain ends with entry " + head.lastNumber());
        } else if (entry.number() <= last) {
            report("entry " + entry.number(), "inserted: the number is there twice");
            if (entry.number() == last && hashBefore != null && fits(entry, hashBefore)) {
                hash = entry.hash(); // this one is the true one
            }
        } else {
            addNext(entry);
        }
    }

    private void addUnchained(AuditEntry entry) {
        if (entry.number() == null && entry.hash() == null && entry.id() <= beginsAfter) {
            before++;
        } else {
            report("entry id " + entry.id(), "inserted or changed: it has no number or no hash, and is not from before the chain");
        }
    }

    private void addNext(AuditEntry entry) {
        if (entry.number() > last + 1) {
            report(span(last + 1, entry.number() - 1), "missing");
            hash = null;
        }
        if (hash != null && !fits(entry, hash)) {
            report("entry " + entry.number(), "changed: its hash does not fit its content and the entry before it");
        }
        last = entry.number();
        hashBefore = hash;
        hash = entry.hash();
    }

    /** After the last entry: is the end where it was? */
    void end() {
        if (head == null) {
            if (last > 0) {
                report("its end", "missing: nothing tells where the chain ends");
            }
        } else if (last < head.lastNumber()) {
            report(span(last + 1, head.lastNumber()), "cut off at the end");
        } else if (last > 0 && !Arrays.equals(hash, head.hash())) {
            report("entry " + last, "changed: its hash is not that of the chain's end");
        }
    }

    /** How many entries are from before the chain. */
    long before() {
        return before;
    }

    /** How many entries there are, all kinds. */
    long entries() {
        return entries;
    }

    /** There is something to check but entries from before. */
    boolean isChain() {
        return head != null || last > 0;
    }

    private static boolean fits(AuditEntry entry, byte[] hashBefore) {
        return Arrays.equals(entry.hashAfter(hashBefore), entry.hash());
    }

    private static String span(long from, long to) {
        return from == to ? "entry " + from : "entries " + from + " to " + to;
    }

    private void report(String place, String what) {
        breaks.accept(new Break(chain, place, what));
    }
}
