package io.batteryexchange.routes.tree;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A <code>{{setting}}</code> in a route.
 *
 * @param name          the setting's full name
 * @param needsDefault  false for <code>{{?optional}}</code> and for functions such as <code>{{env:NAME}}</code>
 */
public record Placeholder(String name, boolean needsDefault) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\?|!)?\\s*([^{}:?]+?)\\s*(?:[:?][^{}]*)?}}");
    private static final List<String> FUNCTIONS = List.of("env", "sys", "service", "bean", "boolean");

    public static List<Placeholder> in(String text) {
        return PLACEHOLDER.matcher(text).results().map(Placeholder::of).toList();
    }

    /** Puts the default of every setting that has one in its place. */
    public static String resolve(String text, Settings settings) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(
                settings.value(of(match).name()).orElse(match.group())));
    }

    /** Puts a word in the place of every placeholder. */
    public static String replace(String text, String word) {
        return PLACEHOLDER.matcher(text).replaceAll(word);
    }

    private static Placeholder of(MatchResult match) {
        return new Placeholder(match.group(2), match.group(1) == null && !FUNCTIONS.contains(match.group(2)));
    }
}
