package io.batteryexchange.sandbox.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The calls and intentions of all timelines by what they are about: a long run has tens of thousands of them, and as many changes to be compared with them. */
final class CallsById {

    private record Key(String call, String id, String value) {
    }

    private final Map<Key, List<TimelineEntry>> calls = new HashMap<>();

    /** Takes an entry in; one that is no call is passed over. */
    void add(TimelineEntry entry) {
        if (entry.kind().equals("upstream_call") || entry.isIntention()) {
            entry.strongIds().forEach((id, value) -> calls.computeIfAbsent(new Key(entry.name(), id, value), k -> new ArrayList<>()).add(entry));
        }
    }

    /**
     * The entries that tell of a change.
     *
     * @param same changes made by the same request: what tells of one of them tells of this one
     */
    List<TimelineEntry> telling(Change change, List<Change> same) {
        Set<TimelineEntry> telling = new LinkedHashSet<>();
        Stream.concat(Stream.of(change), same.stream()).distinct().forEach(one -> one.about().forEach((id, value) ->
                calls.getOrDefault(new Key(change.name(), id, value), List.of()).stream().filter(entry -> entry.tells(one)).forEach(telling::add)));
        return List.copyOf(telling);
    }
}
