package io.batteryexchange.sandbox.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code battery_low*-recharge_processing}: names joined by {@code *}; one after {@code -} must be absent. Names match exactly. */
public record TagsFilter(List<String> present, List<String> absent) {

    private static final Pattern TERM = Pattern.compile("-?[A-Za-z0-9_]+");

    /** Empty when the text is not a filter. */
    public static Optional<TagsFilter> parse(String text) {
        List<String> present = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (String term : text.split("\\*", -1)) {
            if (!TERM.matcher(term).matches()) {
                return Optional.empty();
            }
            if (term.startsWith("-")) {
                absent.add(term.substring(1));
            } else {
                present.add(term);
            }
        }
        return Optional.of(new TagsFilter(List.copyOf(present), List.copyOf(absent)));
    }

    public boolean matches(Set<String> names) {
        return names.containsAll(present) && absent.stream().noneMatch(names::contains);
    }
}
