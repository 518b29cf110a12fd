package io.batteryexchange.flow.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A worked change of {@code routes/README.md}, as its text has it: new files, and differences to files that are there.
 *
 * @param edits what is done, in the order of the text
 */
public record WorkedChange(List<Edit> edits) {

    private static final Path README = Path.of("routes", "README.md");
    private static final Pattern CODE = Pattern.compile("([^\\n]*)\\n\\n```(yaml|sql|diff)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("`(routes/[^`]+)`");

    /** A file and what becomes of it; a difference is marked as usual, line by line. */
    public record Edit(String file, boolean isNew, boolean everywhere, String text) {

        void apply() {
            if (isNew) {
                RoutesCopy.save(file, text);
                return;
            }
            String before = lines("-");
            String after = lines("+");
            if (everywhere && RoutesCopy.text(file).contains(before)) {
                RoutesCopy.save(file, RoutesCopy.text(file).replace(before, after));
            } else {
                RoutesCopy.edit(file, before, after);
            }
        }

        private String lines(String mark) {
            return text.lines().filter(line -> line.startsWith(" ") || line.startsWith(mark)).map(line -> line.substring(1) + "\n").collect(Collectors.joining());
        }
    }

    /** The change below this heading. */
    public static WorkedChange of(String heading) {
        List<Edit> edits = new ArrayList<>();
        Matcher code = CODE.matcher(section(heading));
        while (code.find()) {
            Matcher file = FILE.matcher(code.group(1));
            if (!file.find()) {
                throw new AssertionError("no file is named before " + code.group(3));
            }
            edits.add(new Edit(file.group(1), !code.group(2).equals("diff"), code.group(1).endsWith("everywhere:"), code.group(3)));
        }
        return new WorkedChange(edits);
    }

    /** The headings of all worked changes. */
    public static List<String> headings() {
        return text().lines().filter(line -> line.startsWith("### ")).map(line -> line.substring("### ".length())).toList();
    }

    /** Does it on the copy, new files first. */
    public void apply() {
        edits.stream().filter(Edit::isNew).forEach(Edit::apply);
        edits.stream().filter(edit -> !edit.isNew()).forEach(Edit::apply);
    }

    private static String section(String heading) {
        String text = text();
        int start = text.indexOf("\n### " + heading + "\n");
        if (start < 0) {
            throw new AssertionError(README + " has no " + heading);
        }
        int end = text.indexOf("\n### ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private static String text() {
        try {
            return Files.readString(README);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
