package io.batteryexchange.routes.picture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of Mermaid's flowcharts that {@link Mermaid} writes, read line by line; Mermaid's own parser wants Node.js (PicturesIT). */
final class MermaidSyntax {

    private static final String NAME = "(n_\\w+)";
    private static final String LABEL = "\"[^\"`]*\"";
    private static final Pattern HEAD = Pattern.compile("%%\\{init: .+}%%\nflowchart (TD|LR)\n");
    private static final Pattern FRAME = Pattern.compile("subgraph " + NAME + "\\[" + LABEL + "]");
    private static final Pattern BOX = Pattern.compile(NAME + "(?:\\[@]|\\(\\[@]\\)|\\{@}|\\[\\[@]]|\\[\\(@\\)]|>@]|\\[/@/]|\\{\\{@}})".replace("@", LABEL));
    private static final Pattern ARROW = Pattern.compile(NAME + " (?:-->|-\\.->)(?:\\|" + LABEL + "\\|)? " + NAME);

    private final Set<String> names = new HashSet<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<String> ends = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private MermaidSyntax() {
    }

    /** What is wrong with a picture; nothing when it can be drawn. */
    static List<String> problems(String picture) {
        MermaidSyntax syntax = new MermaidSyntax();
        Matcher head = HEAD.matcher(picture);
        if (!head.lookingAt()) {
            return List.of("not the head of a flowchart");
        }
        picture.substring(head.end()).lines().map(String::strip).forEach(syntax::line);
        syntax.open.forEach(frame -> syntax.problems.add("without an end: " + frame));
        syntax.ends.stream().filter(name -> !syntax.names.contains(name)).forEach(name -> syntax.problems.add("an arrow to nothing: " + name));
        return syntax.problems;
    }

    private void line(String line) {
        Matcher frame = FRAME.matcher(line);
        Matcher box = BOX.matcher(line);
        Matcher arrow = ARROW.matcher(line);
        if (frame.matches()) {
            open.push(frame.group(1));
            named(frame.group(1));
        } else if (line.equals("end") && !open.isEmpty()) {
            open.pop();
        } else if (box.matches()) {
            named(box.group(1));
        } else if (arrow.matches()) {
            ends.addAll(List.of(arrow.group(1), arrow.group(2)));
        } else if (!line.equals("direction TB")) {
            problems.add("no line of a flowchart: " + line);
        }
    }

    private void named(String name) {
        if (!names.add(name)) {
            problems.add("twice: " + name);
        }
    }
}
