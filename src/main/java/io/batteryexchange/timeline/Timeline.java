package io.batteryexchange.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.database.JsonText;
import io.batteryexchange.database.TextWhenSaved;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The timeline entries that a step collected and that its own SQL statement writes. Not shared between threads: it belongs to one exchange.
 *
 * <p>An entry keeps the monotonic moment it happened at. {@link #textWhenSaved()} turns that into "milliseconds ago" (field {@code ago}), so the
 * database's clock dates it and a node's wrong clock does no harm.
 */
public final class Timeline implements TextWhenSaved {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Entry(long nanos, String kind, String name, String outcome, Map<String, Object> detail) {
    }

    private final List<Entry> entries = new ArrayList<>();

    void enter(String kind, String name, String outcome, Map<String, Object> detail) {
        enterAt(System.nanoTime(), kind, name, outcome, detail);
    }

    void enterAt(long nanos, String kind, String name, String outcome, Map<String, Object> detail) {
        entries.add(new Entry(nanos, kind, name, outcome, new TreeMap<>(detail)));
    }

    void removeKind(String kind) {
        entries.removeIf(entry -> entry.kind.equals(kind));
    }

    void remove(String kind, String name) {
        entries.removeIf(entry -> entry.kind.equals(kind) && entry.name.equals(name));
    }

    /** Forgets what was written. */
    public void clear() {
        entries.clear();
    }

    /** The entries as SQL function {@code enter_timeline} takes them. */
    @Override
    public String textWhenSaved() {
        long now = System.nanoTime();
        try {
            return JsonText.withoutNul(JSON.writeValueAsString(entries.stream()
                .map(e -> Map.of("ago", (now - e.nanos) / 1e6, "kind", e.kind, "name", e.name, "outcome", e.outcome, "detail", e.detail))
                .toList()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
