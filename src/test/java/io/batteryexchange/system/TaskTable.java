package io.batteryexchange.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the database says, read directly: leases are no part of any API. */
final class TaskTable implements AutoCloseable {

    private final Connection connection;

    TaskTable(String url) throws SQLException {
        connection = DriverManager.getConnection(url, "postgres", "postgres");
    }

    /** Tasks that a node holds at this moment. */
    long leasedBy(String owner) throws SQLException {
        return number("count(*) from tasks where lease_until > now() and lease_owner = '" + owner + "'");
    }

    /** {@code select <sql>}, one number. */
    long number(String sql) throws SQLException {
        return Long.parseLong(column(sql).get(0));
    }

    /** {@code select <sql>}, the values of its only column. */
    List<String> column(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("select " + sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
