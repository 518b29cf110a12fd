package io.batteryexchange.flow.support;

import io.batteryexchange.support.postgres.StatementNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database itself has counted since {@link #begin}: its statements by name, and those that write. */
public final class StatementCount {

    /** What this class and the tests themselves ask, and the node what time it is. */
    private static final List<String> OF_TESTS = List.of("counting.", "select count(*) from tasks where", "select task_id || ", "select clock_timestamp()", "update pollers set due_at = now()");

    private static final Pattern WRITES = Pattern.compile("\\b(insert into|update \\w+( \\w+)? set|delete from|enter_timeline|enter_reconciliation)\\b");

    private final JdbcClient jdbc;
    private final StatementNames names;

    public StatementCount(JdbcClient jdbc) throws IOException {
        this.jdbc = jdbc;
        this.names = new StatementNames(Path.of("routes", "sql"));
        jdbc.sql("create schema if not exists counting").update();
        jdbc.sql("create extension if not exists pg_stat_statements schema counting").update();
    }

    public void begin() {
        jdbc.sql("select counting.pg_stat_statements_reset()").query().singleRow();
    }

    /** How often each statement ran; those of {@code routes/sql} by their file. */
    public Map<String, Long> statements() {
        return count(query -> true);
    }

    /** Those that write: each is a transaction of its own and waits for the disk. Not by the numbers of transactions, for the database's own upkeep takes some as well. */
    public long writing() {
        return count(query -> WRITES.matcher(query).find()).values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<String, Long> count(Predicate<String> wanted) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("select query, calls from counting.pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())").query(row -> {
            String query = row.getString("query").replaceAll("--[^\\n]*", " ").replaceAll("\\s+", " ").toLowerCase();
            String name = names.of(row.getString("query"));
            if (OF_TESTS.stream().noneMatch(name::contains) && wanted.test(query)) {
                counts.merge(name, row.getLong("calls"), Long::sum);
            }
        });
        return counts;
    }
}
