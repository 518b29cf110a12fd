package io.batteryexchange.flow.support;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** While this is open nobody else gets a connection, as while the database is away. Flow tests have the bundle for themselves. */
public final class NoDatabase implements AutoCloseable {

    private final List<Connection> held = new ArrayList<>();

    private NoDatabase() {
    }

    public static NoDatabase from(HikariDataSource pool) throws SQLException {
        NoDatabase away = new NoDatabase();
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
            away.held.add(pool.getConnection());
        }
        return away;
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : held) {
            connection.close();
        }
    }
}
