package io.batteryexchange.flow.support;

import io.batteryexchange.support.postgres.StatementNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database itself has counted since {@link #begin}: its statements by name, and the transactions that wrote something. */
public final class StatementCount {

    /** What this class and the tests themselves ask, and the node what time it is. */
    private static final List<String> OF_TESTS = List.of("counting.", "pg_current_snapshot", "select count(*) from tasks where", "select task_id || ", "select clock_timestamp()", "update pollers set due_at = now()");

    private final JdbcClient jdbc;
    private final StatementNames names;
    private long firstTransaction;

    public StatementCount(JdbcClient jdbc) throws IOException {
        this.jdbc = jdbc;
        this.names = new StatementNames(Path.of("routes", "sql"));
        jdbc.sql("create schema if not exists counting").update();
        jdbc.sql("create extension if not exists pg_stat_statements schema counting").update();
    }

    public void begin() {
        jdbc.sql("select counting.pg_stat_statements_reset()").query().singleRow();
        firstTransaction = nextTransaction();
    }

    /** How often each statement ran; those of {@code routes/sql} by their file. */
    public Map<String, Long> statements() {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("select query, calls from counting.pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())").query(row -> {
            String name = names.of(row.getString("query"));
            if (OF_TESTS.stream().noneMatch(name::contains)) {
                counts.merge(name, row.getLong("calls"), Long::sum);
            }
        });
        return counts;
    }

    /** Transactions that wrote: each has a number of its own, and waits for the disk when it commits. One that only reads has and does neither. */
    public long writingTransactions() {
        return nextTransaction() - firstTransaction;
    }

    private long nextTransaction() {
        return jdbc.sql("select cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint)").query(Long.class).single();
    }
}
