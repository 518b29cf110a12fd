package io.batteryexchange.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Says in a few words what a new content of a configuration file changed. */
final class EntryChanges {

    /** So many names of a kind are told; a log line stays a line. */
    private static final int NAMES = 10;

    private EntryChanges() {
    }

    /** For example {@code new grocery:127; gone garage:321; changed grocery:123}. */
    static String between(Map<String, ?> before, Map<String, ?> after) {
        List<String> came = without(after.keySet(), before.keySet());
        List<String> went = without(before.keySet(), after.keySet());
        List<String> stayed = without(after.keySet(), came);
        List<String> changed = stayed.stream().filter(name -> !after.get(name).equals(before.get(name))).toList();
        List<String> changes = new ArrayList<>();
        tell(changes, "new", came);
        tell(changes, "gone", went);
        tell(changes, "changed", changed);
        if (!stayed.equals(without(before.keySet(), went))) {
            changes.add("their order changed");
        }
        return changes.isEmpty() ? "none changed" : String.join("; ", changes);
    }

    private static List<String> without(Collection<String> names, Collection<String> others) {
        List<String> rest = new ArrayList<>(names);
        rest.removeAll(others);
        return rest;
    }

    private static void tell(List<String> changes, String what, List<String> names) {
        if (!names.isEmpty()) {
            changes.add(what + " " + String.join(", ", names.subList(0, Math.min(NAMES, names.size())))
                + (names.size() > NAMES ? " and " + (names.size() - NAMES) + " more" : ""));
        }
    }
}
