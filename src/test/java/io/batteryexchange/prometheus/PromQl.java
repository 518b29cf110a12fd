package io.batteryexchange.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression takes for granted: the series that it selects and the labels that it groups by. It reads words; whether they make sense together, promtool says.
 *
 * @param selectors in their order
 * @param grouping  labels after {@code by}, {@code without}, {@code on} and the like, less those that {@code label_replace} makes
 */
public record PromQl(List<Selector> selectors, Set<String> grouping) {

    /** One series selector. */
    public record Selector(String metric, List<LabelMatcher> matchers) {

        /** Does it select a series with these labels? Those in {@code foreign} Prometheus adds itself, they are not looked at. */
        public boolean selects(String name, Map<String, String> labels, Set<String> foreign) {
            return name.equals(metric) && matchers.stream().allMatch(each -> foreign.contains(each.label) || each.matches(labels.get(each.label)));
        }
    }

    /** @param operator {@code =}, {@code !=}, {@code =~} or {@code !~} */
    public record LabelMatcher(String label, String operator, String value) {

        private boolean matches(String actual) {
            if (actual == null) {
                return false; // Prometheus takes it as empty; whoever asks for a label means one that is there
            }
            boolean same = operator.endsWith("~") ? Pattern.matches(value, actual) : value.equals(actual);
            return operator.startsWith("!") != same;
        }
    }

    private static final Pattern TOKEN = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|([a-zA-Z_:][a-zA-Z0-9_:]*)|(\\d[\\w.]*)|(=~|!~|!=|==|>=|<=|[^\\s\\w])");
    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset", "atan2", "inf", "nan");

    public static PromQl read(String expression) {
        return new Reader(expression).read();
    }

    private static final class Reader {

        private record Token(String text, boolean word, boolean quoted) {
        }

        private final List<Token> tokens = new ArrayList<>();
        private final List<Selector> selectors = new ArrayList<>();
        private final Set<String> grouping = new TreeSet<>();
        private final Set<String> made = new TreeSet<>();
        private int at;

        Reader(String expression) {
            Matcher matcher = TOKEN.matcher(expression);
            while (matcher.find()) {
                boolean quoted = matcher.group(1) != null;
                tokens.add(new Token(quoted ? matcher.group(1).replace("\\\\", "\\") : matcher.group(), matcher.group(2) != null, quoted));
            }
        }

        PromQl read() {
            while (at < tokens.size()) {
                Token token = tokens.get(at++);
                if (token.text.equals("[")) {
                    skipTo("]");
                } else if (token.word && GROUPING.contains(token.text)) {
                    labels();
                } else if (token.word && !OPERATORS.contains(token.text) && !isFunction(token)) {
                    selectors.add(new Selector(token.text, is("{") ? matchers() : List.of()));
                }
            }
            grouping.removeAll(made);
            return new PromQl(selectors, grouping);
        }

        private boolean isFunction(Token token) {
            if (token.text.equals("label_replace")) {
                made.add(firstTextOfCall());
            }
            return is("(") || is("by") || is("without");
        }

        /** The label that label_replace sets: the first text among its own arguments. */
        private String firstTextOfCall() {
            int depth = 0;
            for (int i = at; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                if (Set.of("(", "{").contains(token.text) && !token.quoted) {
                    depth++;
                } else if (Set.of(")", "}").contains(token.text) && !token.quoted) {
                    depth--;
                } else if (depth == 1 && token.quoted) {
                    return token.text;
                }
            }
            throw new IllegalArgumentException("label_replace without a label");
        }

        private void labels() {
            if (is("(")) {
                at++;
                while (!is(")")) {
                    Token token = tokens.get(at++);
                    if (token.word) {
                        grouping.add(token.text);
                    }
                }
            }
        }

        private List<LabelMatcher> matchers() {
            List<LabelMatcher> matchers = new ArrayList<>();
            at++;
            while (!is("}")) {
                if (is(",")) {
                    at++;
                } else {
                    matchers.add(new LabelMatcher(tokens.get(at).text, tokens.get(at + 1).text, tokens.get(at + 2).text));
                    at += 3;
                }
            }
            return matchers;
        }

        private boolean is(String text) {
            return at < tokens.size() && !tokens.get(at).quoted && tokens.get(at).text.equals(text);
        }

        private void skipTo(String end) {
            while (!is(end)) {
                at++;
            }
        }
    }
}
