package io.batteryexchange.sandbox.cargo;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A place in the journal, with its holes, as the live one has them.
 *
 * @param next index of the first event that no page has come to yet
 * @param held index of an event before it that is not told yet, and how many pages later it is
 */
record JournalCursor(int next, SortedMap<Integer, Integer> held) {

    static final JournalCursor START = new JournalCursor(0, Collections.emptySortedMap());

    static Optional<JournalCursor> read(String text) {
        try {
            String[] parts = text.split(" ");
            SortedMap<Integer, Integer> held = new TreeMap<>();
            for (int i = 1; i < parts.length; i++) {
                String[] hole = parts[i].split(":");
                held.put(Integer.valueOf(hole[0]), Integer.valueOf(hole[1]));
            }
            return Optional.of(new JournalCursor(Integer.parseInt(parts[0]), held));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    String text() {
        String holes = held.entrySet().stream().map(e -> " " + e.getKey() + ":" + e.getValue()).collect(Collectors.joining());
        return next + holes;
    }

    /** Some events earlier, with the same holes. */
    JournalCursor back(int events) {
        return new JournalCursor(Math.max(0, next - events), held);
    }
}
