package io.batteryexchange.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A real PostgreSQL server that needs no installation, for development and tests. */
public final class EmbeddedDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Started on a free port of 127.0.0.1, unpacked to a folder of the user; whoever starts it closes it, after its users are gone. */
    public static EmbeddedDatabase start() {
        return start(Map.of());
    }

    /** As one in production writes: every commit reaches the disk. For measuring; its statements are counted in view {@code pg_stat_statements}. */
    public static EmbeddedDatabase startDurable() {
        EmbeddedDatabase database = start(Map.of("fsync", "on", "full_page_writes", "on", "shared_buffers", "512MB", "max_wal_size", "4GB"));
        if (!database.show("show fsync").equals("on")) {
            throw new IllegalStateException("fsync is off");
        }
        database.run("create extension pg_stat_statements");
        return database;
    }

    private static EmbeddedDatabase start(Map<String, String> configuration) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(new File(System.getProperty("java.io.tmpdir"), "battery-exchange-postgres-" + System.getProperty("user.name")))
                .setServerConfig("max_connections", "200")
                .setServerConfig("synchronous_commit", "on") // else restart() would lose what was committed
                .setServerConfig("shared_preload_libraries", "pg_stat_statements"); // counts, where its extension is made
            configuration.forEach(builder::setServerConfig);
            return new EmbeddedDatabase(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return postgres.getPort();
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    /** Ends the server at once, as a crash does (immediate shutdown), and starts it again: same data, same port. Waits until it is there. */
    public void restart() throws InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U")); // as the one who started it: the server refuses to run as root
        }
        command.addAll(List.of(show("select setting from pg_config where name = 'BINDIR'") + "/pg_ctl", "restart", "-m", "immediate", "-w", "-t", "60",
            "-D", show("show data_directory")));
        try {
            Process restart = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (restart.waitFor() != 0) {
                throw new IllegalStateException(command + " ended with " + restart.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a random half of the connections that others have, at least one (pg_terminate_backend); how many. */
    public int terminateBackends(Random random) {
        List<String> pids = list("select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() order by pid");
        Collections.shuffle(pids, random);
        List<String> chosen = pids.subList(0, (pids.size() + 1) / 2);
        return chosen.isEmpty() ? 0 : Integer.parseInt(show("select count(*) from unnest(array[" + String.join(",", chosen) + "]) as pid where pg_terminate_backend(pid)"));
    }

    private void run(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String show(String query) {
        return list(query).get(0);
    }

    private List<String> list(String query) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
             Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
