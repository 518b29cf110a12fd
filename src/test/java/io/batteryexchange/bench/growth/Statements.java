package io.batteryexchange.bench.growth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the statements of a run cost the database: view {@code pg_stat_statements}. */
final class Statements {

    /**
     * One statement of the routes.
     *
     * @param ms     mean time of a call
     * @param blocks pages of the database that a call touches, in its memory or not; does not depend on what else the machine does
     */
    record Cost(long calls, double ms, double blocks) {
    }

    private static final String READ = """
        select query, sum(calls), sum(total_exec_time) / sum(calls), sum(shared_blks_hit + shared_blks_read) / sum(calls)
          from pg_stat_statements
         where query ~* '\\m(tasks|tasks_at_work|claims|claim_events|items|pollers|timeline|cell_openings|hand_overs|ambiguities|reported_cells|cabinet_stock|manual_mode|enter_timeline|enter_reconciliation)\\M'
           and toplevel
         group by query
        """;

    private final String url;

    Statements(String url) {
        this.url = url;
    }

    /** Counts from here on. */
    void forget() throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute("select pg_stat_statements_reset()");
        }
    }

    /** By the statement's text. */
    Map<String, Cost> read() throws SQLException {
        Map<String, Cost> costs = new LinkedHashMap<>();
        try (Connection connection = connect(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                costs.put(rows.getString(1), new Cost(rows.getLong(2), rows.getDouble(3), rows.getDouble(4)));
            }
        }
        return costs;
    }

    /** Of the updates of a table, the share that no index had to be told of (HOT), since the server started. */
    double hotShare(String table) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("select n_tup_hot_upd / greatest(n_tup_upd, 1)::float8 from pg_stat_user_tables where relname = '" + table + "'")) {
            row.next();
            return row.getDouble(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "postgres", "");
    }
}
