package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.RouteBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * In SQL a {@code #} only starts a named parameter: Camel makes every other one a nameless parameter too, so the operator
 * {@code #>>} breaks. It removes lines that are all comment first, so these may say what they like.
 */
public class SqlPlaceholdersCheck implements BundleCheck {

    private static final Pattern NAMED = Pattern.compile(":#(?:in:)?(?:\\w+|\\$\\{[^{}]+})");

    @Override
    public List<Finding> check(RouteBundle bundle) {
        List<Finding> findings = new ArrayList<>();
        bundle.statements().forEach((name, sql) -> {
            String[] lines = sql.split("\\R");
            for (int i = 0; i < lines.length; i++) {
                int comment = lines[i].indexOf("--");
                String statement = comment < 0 ? lines[i] : lines[i].substring(0, comment);
                String remark = statement.isBlank() || comment < 0 ? "" : lines[i].substring(comment);
                if (NAMED.matcher(statement).replaceAll("").contains("#") || remark.contains("#")) {
                    findings.add(new Finding("sql/" + name, "line " + (i + 1),
                            remark.contains("#") ? "Camel takes the # in the remark for a parameter"
                                    : "a # that starts no :#name or :#${...} becomes a nameless parameter"));
                }
            }
        });
        return findings;
    }
}
