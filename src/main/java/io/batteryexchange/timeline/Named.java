package io.batteryexchange.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A value that a route names in a list like {@code "book_id, cell_id=found_cell"}: what it is called, and where it comes from.
 *
 * @param source the name itself where the list tells no other
 */
public record Named(String name, String source) {

    private static final Pattern BETWEEN = Pattern.compile("[, ]+");

    /** Empty where the list is; null is an empty list. */
    public static List<Named> in(String list) {
        return list == null || list.isBlank() ? List.of() : Arrays.stream(names(list)).map(Named::of).toList();
    }

    /** The entries of a list that a route gives, as they stand. */
    public static String[] names(String list) {
        return BETWEEN.split(list);
    }

    private static Named of(String entry) {
        int equals = entry.indexOf('=');
        return equals < 0 ? new Named(entry, entry) : new Named(entry.substring(0, equals), entry.substring(equals + 1));
    }
}
