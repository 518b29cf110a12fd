package io.batteryexchange.routes.picture;

import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the lines of a Mermaid flowchart. */
final class Mermaid {

    /** The frames of a box by what it stands for. */
    enum Shape {
        STEP("[", "]"), ENTRY("([", "])"), QUESTION("{", "}"), CALL("[[", "]]"), STATEMENT("[(", ")]"), LOG(">", "]"), OUTSIDE("[/", "/]"), CONTAINER("{{", "}}");

        private final String open;
        private final String close;

        Shape(String open, String close) {
            this.open = open;
            this.close = close;
        }
    }

    /** A line is drawn once. */
    private final Set<String> lines = new LinkedHashSet<>();
    private final StringBuilder text;
    private String indent = "  ";

    Mermaid(String direction) {
        text = new StringBuilder("%%{init: {\"flowchart\": {\"nodeSpacing\": 40, \"rankSpacing\": 40, \"subGraphTitleMargin\": {\"top\": 4, \"bottom\": 12}}}}%%\nflowchart " + direction + "\n");
    }

    void box(String id, Shape shape, String... label) {
        line(id(id) + shape.open + "\"" + escaped(String.join("<br/>", label)) + "\"" + shape.close);
    }

    void begin(String id, String label) {
        line("subgraph " + id(id) + "[\"" + escaped(label) + "\"]");
        indent += "  ";
    }

    /** The frame that has begun, whatever the direction around it; heeded as long as no arrow crosses it. */
    void downwards() {
        text.append(indent).append("direction TB\n");
    }

    void end() {
        indent = indent.substring(2);
        text.append(indent).append("end\n");
    }

    void arrow(String from, String to, String label, boolean dashed) {
        line(id(from) + (dashed ? " -.->" : " -->") + (label.isEmpty() ? " " : "|\"" + escaped(label) + "\"| ") + id(to));
    }

    private void line(String line) {
        if (lines.add(line)) {
            text.append(indent).append(line).append('\n');
        }
    }

    /** Mermaid has words of its own (end, default, …), which may not begin a name. */
    private static String id(String name) {
        return "n_" + name.replaceAll("\\W", "_");
    }

    private static String escaped(String label) {
        return label.replace("\"", "#quot;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
