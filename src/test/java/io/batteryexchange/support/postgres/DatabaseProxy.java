package io.batteryexchange.support.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands between a node and its database, sees every commit and can hold one: see {@link CommitTrap}. */
public final class DatabaseProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int databasePort;
    private final CommitNames names;
    private final CommitTrap trap = new CommitTrap();

    public DatabaseProxy(int databasePort, CommitNames names) throws IOException {
        this.databasePort = databasePort;
        this.names = names;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public CommitTrap trap() {
        return trap;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                daemon(new ProxiedConnection(client, databasePort, names, trap));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "database-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        trap.release();
    }
}
