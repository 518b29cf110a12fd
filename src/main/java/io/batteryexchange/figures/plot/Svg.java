package io.batteryexchange.figures.plot;

import java.util.Locale;

/** An SVG document under construction. Colours are attributes: a picture needs no style sheet, and is let through by the strictest content policy. */
final class Svg {

    static final String INK = "#1c2430";
    static final String DIM = "#566074";
    static final String LINE = "#d5dae3";
    static final String PAPER = "#ffffff";
    static final String ACCENT = "#1d4ed8";

    /** How wide a character of a text is at most on average, as a part of its size. */
    private static final double CHARACTER = 0.6;

    private final StringBuilder out = new StringBuilder();

    /** @param title what the picture shows, for those who can't see it */
    Svg(int width, int height, String title) {
        open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + width + " " + height, "width", width, "height", height, "role", "img",
            "font-family", "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif");
        out.append("<title>").append(escaped(title)).append("</title>");
        element("rect", "width", width, "height", height, "fill", PAPER);
    }

    /** @param namesAndValues attributes; numbers are written with at most two decimals */
    Svg element(String name, Object... namesAndValues) {
        open(name, namesAndValues);
        return close(name);
    }

    Svg open(String name, Object... namesAndValues) {
        out.append('<').append(name);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            out.append(' ').append(namesAndValues[i]).append("=\"").append(value instanceof Double number ? number(number) : escaped(value.toString())).append('"');
        }
        out.append('>');
        return this;
    }

    Svg close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    Svg text(double x, double y, String anchor, int size, String fill, String text) {
        open("text", "x", x, "y", y, "text-anchor", anchor, "font-size", size, "fill", fill);
        out.append(escaped(text));
        return close("text");
    }

    Svg line(double x1, double y1, double x2, double y2, String stroke) {
        return element("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", stroke, "stroke-width", 1);
    }

    /** The document. */
    String end() {
        return out + "</svg>";
    }

    /** At most so many characters as fit into a width. */
    static String fitting(String text, double width, int size) {
        int most = (int) (width / (size * CHARACTER));
        return text.codePointCount(0, text.length()) <= most ? text : text.substring(0, text.offsetByCodePoints(0, Math.max(0, most - 1))) + "…";
    }

    /** As text and as a quoted attribute; what XML can't hold becomes a question mark. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isXml(c) ? c : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
