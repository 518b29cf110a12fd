package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.RouteBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that saves a group (bean {@code groupCommit}, its parameters are headers): the columns have the names of their parameters, in the same order, since an array too
 * many would shift all others; and all that locks several tasks locks them in the order of their ids.
 */
public class GroupedSaveCheck implements BundleCheck {

    private static final Pattern PARAMETER = Pattern.compile(":#\\$\\{header\\.(\\w+)}");
    private static final Pattern COLUMNS = Pattern.compile("\\bas step\\(([^)]*)\\)");
    private static final String IN_ORDER = "order by t.task_id for update of t";

    @Override
    public List<Finding> check(RouteBundle bundle) {
        List<Finding> findings = new ArrayList<>();
        bundle.statements().forEach((name, sql) -> {
            List<String> parameters = PARAMETER.matcher(sql).results().map(found -> found.group(1)).toList();
            if (!parameters.isEmpty()) {
                reasons(parameters, sql).forEach(reason -> findings.add(new Finding("sql/" + name, "whole file", reason)));
            }
        });
        return findings;
    }

    private static List<String> reasons(List<String> parameters, String sql) {
        List<String> reasons = new ArrayList<>();
        List<String> expected = new ArrayList<>(parameters);
        expected.add("place");
        Matcher columns = COLUMNS.matcher(sql);
        List<String> named = columns.find() ? List.of(columns.group(1).strip().split("\\s*,\\s*")) : List.of();
        if (!named.equals(expected)) {
            reasons.add("columns " + named + " are not named after the parameters: " + expected);
        }
        if (!sql.replaceAll("\\s+", " ").contains(IN_ORDER)) {
            reasons.add("locks several tasks, but not in their order: " + IN_ORDER);
        }
        return reasons;
    }
}
