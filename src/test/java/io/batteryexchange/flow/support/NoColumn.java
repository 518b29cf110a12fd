package io.batteryexchange.flow.support;

import org.springframework.jdbc.core.simple.JdbcClient;

/** While this is open every statement that uses a column fails, and all others work. */
public final class NoColumn implements AutoCloseable {

    private final JdbcClient jdbc;
    private final String table;
    private final String column;

    NoColumn(JdbcClient jdbc, String table, String column) {
        this.jdbc = jdbc;
        this.table = table;
        this.column = column;
        jdbc.sql("alter table " + table + " rename column " + column + " to " + column + "_gone").update();
    }

    @Override
    public void close() {
        jdbc.sql("alter table " + table + " rename column " + column + "_gone to " + column).update();
    }
}
