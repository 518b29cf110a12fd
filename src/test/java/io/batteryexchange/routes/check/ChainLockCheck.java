package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.RouteBundle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of locks, the same in every statement, so that no two wait for each other: the task's row, then other rows, and last the chain of the
 * timeline, which {@code enter_timeline} and {@code enter_reconciliation} lock.
 *
 * <p>PostgreSQL runs a part of a {@code with} when it is first read, at the latest after the select list. So a statement that enters does it in its
 * select list or {@code returning}, and its {@code from} reads every part that writes or locks, by itself or through other parts.
 */
public class ChainLockCheck implements BundleCheck {

    private static final Pattern ENTERS = Pattern.compile("\\benter_(timeline|reconciliation)\\s*\\(");
    private static final Pattern REMARK = Pattern.compile("--[^\\n]*");
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern PART = Pattern.compile("\\s*(?:with|,)\\s+(\\w+)\\s+as\\s+(?:materialized\\s+)?\\(", Pattern.CASE_INSENSITIVE);
    private static final Pattern WRITES = Pattern.compile("\\b(insert into|update [a-z_]+|delete from|for (?:no key |key )?(?:update|share))\\b");
    private static final Pattern HAS_TASK = Pattern.compile("\\bupdate tasks\\b|\\bfrom tasks\\b.*\\bfor (?:no key |key )?(?:update|share)\\b", Pattern.DOTALL);
    private static final Pattern LOCKS_CLAIM = Pattern.compile("\\bupdate claims\\b|\\b(?:from|join) claims\\b.*\\bfor (?:no key |key )?(?:update|share)\\b", Pattern.DOTALL);
    private static final Pattern FROM = Pattern.compile("\\b(from|returning)\\b");

    @Override
    public List<Finding> check(RouteBundle bundle) {
        List<Finding> findings = new ArrayList<>();
        bundle.statements().forEach((name, sql) -> {
            if (ENTERS.matcher(sql).find()) {
                reasons(TEXT.matcher(REMARK.matcher(sql).replaceAll("")).replaceAll("''")).forEach(reason -> findings.add(new Finding("sql/" + name, "whole file", reason)));
            }
        });
        return findings;
    }

    private static List<String> reasons(String sql) {
        List<String> reasons = new ArrayList<>();
        Map<String, String> parts = new LinkedHashMap<>();
        int at = 0;
        Matcher part = PART.matcher(sql);
        while (part.region(at, sql.length()).lookingAt()) {
            int end = closing(sql, part.end());
            parts.put(part.group(1), sql.substring(part.end(), end));
            at = end + 1;
        }
        String main = sql.substring(at);
        Set<String> read = reached(readByMain(main), parts);
        parts.forEach((name, body) -> {
            if (ENTERS.matcher(body).find()) {
                reasons.add(name + " enters: only the select list at the end of the statement may");
            }
            if (WRITES.matcher(body).find() && !read.contains(name)) {
                reasons.add(name + " would be run after the chain is locked: read it in the last from, like (select count(*) from " + name + ") as after_" + name);
            }
            if (LOCKS_CLAIM.matcher(body).find() && !HAS_TASK.matcher(body).find() && reached(body, parts).stream().map(parts::get).noneMatch(HAS_TASK.asPredicate())) {
                reasons.add(name + " locks the claim before the task: read a part that has the task's row");
            }
        });
        return reasons;
    }

    /** What the statement reads before it enters: all but its select list. */
    private static String readByMain(String main) {
        Matcher clause = FROM.matcher(main);
        while (clause.find()) {
            if (depth(main, clause.start()) == 0) {
                return main.substring(clause.start());
            }
        }
        return "";
    }

    private static Set<String> reached(String from, Map<String, String> parts) {
        Set<String> reached = new HashSet<>();
        parts.forEach((name, body) -> {
            if (Pattern.compile("\\b(?:from|join|,)\\s+" + name + "\\b").matcher(from).find()) {
                reached.add(name);
                reached.addAll(reached(body, parts));
            }
        });
        return reached;
    }

    private static int closing(String sql, int from) {
        int depth = 1;
        int i = from;
        while (depth > 0) {
            char c = sql.charAt(i++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return i - 1;
    }

    private static int depth(String sql, int to) {
        return (int) (sql.substring(0, to).chars().filter(c -> c == '(').count() - sql.substring(0, to).chars().filter(c -> c == ')').count());
    }
}
