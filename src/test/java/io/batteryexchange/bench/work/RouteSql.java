package io.batteryexchange.bench.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement as it stands in {@code routes/sql}, with other values for its parameters. */
final class RouteSql {

    private static final Pattern PARAMETER = Pattern.compile(":#\\$\\{([^}]*)}|\\{\\{([\\w.-]+)}}");

    private RouteSql() {
    }

    /**
     * @param values SQL for each parameter, by what stands between {@code :#${} and {@code }}, {@code variable.} left out; a header's is one of a group of saves: here
     *               the group is one
     * @throws IllegalStateException the statement has a parameter without a value: the bench has to follow the routes
     */
    static String of(String name, Map<String, String> values) throws IOException {
        String text = Files.readString(Path.of("routes", "sql", name + ".sql")).replaceAll("--.*", "").strip();
        Matcher parameter = PARAMETER.matcher(text);
        StringBuilder sql = new StringBuilder();
        while (parameter.find()) {
            String of = parameter.group(1) == null ? "properties:" + parameter.group(2) : parameter.group(1);
            boolean ofGroup = of.startsWith("header.");
            String value = values.get(of.replaceFirst("^(variable|header)\\.", ""));
            if (value == null) {
                throw new IllegalStateException(name + ".sql has parameter " + of + ", to which the bench knows no value");
            }
            parameter.appendReplacement(sql, Matcher.quoteReplacement(ofGroup ? "array[cast(" + value + " as text)]" : value));
        }
        return parameter.appendTail(sql).toString();
    }
}
