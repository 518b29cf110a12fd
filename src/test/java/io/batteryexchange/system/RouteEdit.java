package io.batteryexchange.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A change of a file below {@code routes}.
 *
 * @param file   its path
 * @param find   what must be there in one place only, whatever the white space between its words
 * @param put    what takes its place
 * @param before lines that go before it instead, indented as it is
 * @param text   the whole of a new file instead
 */
record RouteEdit(String file, String find, String put, String before, String text) {

    /** @throws IllegalStateException the edit does not fit: the mutant is stale */
    void apply(Path folder) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, on(Files.exists(path) ? Files.readString(path) : null));
    }

    /**
     * The content of the file after the change.
     *
     * @param content before; null: there is no such file
     * @throws IllegalStateException the edit does not fit: the mutant is stale
     */
    String on(String content) {
        if ((content == null) != (text != null)) {
            throw new IllegalStateException(file + (content == null ? " is missing" : " is there already"));
        }
        if (text != null) {
            return text;
        }
        MatchResult[] found = Pattern.compile(Arrays.stream(find.strip().split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")))
            .matcher(content).results().toArray(MatchResult[]::new);
        if (found.length != 1) {
            throw new IllegalStateException("%s: '%s' is there %d times".formatted(file, find, found.length));
        }
        int start = found[0].start();
        String replacement = before == null ? put : indented(before, start - content.lastIndexOf('\n', start) - 1) + found[0].group();
        return content.substring(0, start) + replacement + content.substring(found[0].end());
    }

    /** The first line goes to where the match began. */
    private static String indented(String lines, int columns) {
        String indent = " ".repeat(columns);
        return lines.strip().replace("\n", "\n" + indent) + "\n" + indent;
    }
}
