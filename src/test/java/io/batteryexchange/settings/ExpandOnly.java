package io.batteryexchange.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a migration must not do, because the release before it goes on working on the same schema until the last of its nodes is replaced. A file whose first
 * line begins with {@code -- Contract:} and says since which release nobody uses what it takes away is let through.
 */
final class ExpandOnly {

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern BODY = Pattern.compile("(\\$\\w*\\$).*?\\1", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\w+)");
    private static final Pattern CHANGED = Pattern.compile("(?:alter table (?:if exists |only )*|create unique index .*? on (?:only )?)(\\w+)");
    private static final Pattern LOCKED = Pattern.compile("\\breferences (\\w+)|\\balter table (?:if exists |only )*(\\w+)|\\bcreate (?:unique )?index .*? on (?:only )?(\\w+)|\\bcreate (?:or replace )?view (\\w+)|\\bcreate trigger .*? on (\\w+)");
    private static final Pattern NEEDED = Pattern.compile("\\badd (?!constraint)(column )?.*\\bnot null\\b");
    private static final Pattern FILLED = Pattern.compile("\\b(default|generated)\\b");
    private static final Map<Pattern, String> FORBIDDEN = new LinkedHashMap<>();

    static {
        forbid("\\bdrop (table|column|view|materialized view|function|type|sequence|schema|trigger|extension)\\b", "takes away what the release before uses");
        forbid("\\bdrop (default|identity|expression)\\b", "takes away a value that the release before relies on");
        forbid("\\brename\\b", "renames what the release before uses");
        forbid("\\balter (column )?\\w+ (set data )?type\\b", "changes a type");
        forbid("\\bset not null\\b", "refuses what the release before writes");
        forbid("\\badd (constraint|check|unique|primary key|foreign key|exclude)\\b", "refuses what the release before writes");
        forbid("^create unique index\\b", "refuses what the release before writes");
        forbid("^(delete from|truncate)\\b", "deletes rows");
    }

    private ExpandOnly() {
    }

    private static void forbid(String pattern, String why) {
        FORBIDDEN.put(Pattern.compile(pattern), why);
    }

    /**
     * The tables and views that were there before and that the migration locks. More than one in a file, and so in a transaction, can deadlock with a node
     * that works meanwhile and takes them in another order.
     */
    static Set<String> locked(String migration) {
        Set<String> locked = new TreeSet<>();
        Set<String> created = new TreeSet<>();
        for (String statement : statements(migration)) {
            Matcher create = CREATED.matcher(statement);
            if (create.lookingAt()) {
                created.add(create.group(1));
            }
            Matcher lock = LOCKED.matcher(statement);
            while (lock.find()) {
                IntStream.rangeClosed(1, lock.groupCount()).mapToObj(lock::group).filter(Objects::nonNull).forEach(locked::add);
            }
        }
        locked.removeAll(created);
        return locked;
    }

    private static List<String> statements(String migration) {
        String sql = TEXT.matcher(BODY.matcher(COMMENT.matcher(migration).replaceAll(" ")).replaceAll("body")).replaceAll("text").toLowerCase(Locale.ROOT);
        return Arrays.stream(sql.split(";")).map(part -> part.replaceAll("\\s+", " ").trim()).toList();
    }

    /** What is wrong with a migration, one sentence each. */
    static List<String> findings(String migration) {
        List<String> findings = new ArrayList<>();
        if (migration.startsWith("-- Contract:")) {
            return findings;
        }
        List<String> created = new ArrayList<>();
        for (String statement : statements(migration)) {
            Matcher create = CREATED.matcher(statement);
            if (create.lookingAt()) {
                created.add(create.group(1));
                continue;
            }
            Matcher change = CHANGED.matcher(statement);
            if (change.lookingAt() && created.contains(change.group(1))) {
                continue; // the release before does not know that table
            }
            for (String action : actions(statement)) {
                FORBIDDEN.forEach((pattern, why) -> {
                    if (pattern.matcher(action).find()) {
                        findings.add(why + ": " + statement);
                    }
                });
                if (statement.startsWith("alter table ") && NEEDED.matcher(action).find() && !FILLED.matcher(action).find()) {
                    findings.add("wants what the release before does not write: " + statement);
                }
            }
        }
        return findings;
    }

    /** What an {@code alter table} does, one by one: the parts between commas that are in no parentheses. */
    private static List<String> actions(String statement) {
        List<String> actions = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < statement.length(); i++) {
            char c = statement.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                actions.add(statement.substring(from, i));
                from = i + 1;
            }
        }
        actions.add(statement.substring(from));
        return actions;
    }
}
