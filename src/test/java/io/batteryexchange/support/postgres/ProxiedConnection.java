package io.batteryexchange.support.postgres;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One connection through the proxy. The client's messages up to its Sync go on together, and the answer up to ReadyForQuery comes back
 * together: in between the proxy knows what was committed.
 *
 * <p>A commit that may have to be held before it happens runs inside a transaction of the proxy's own, so that the number of its rows
 * tells whether it is the one (an idle node asks in vain all the time); if it is, the transaction is never committed.
 */
final class ProxiedConnection implements Runnable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final char IDLE = 'I';

    private final Socket client;
    private final int databasePort;
    private final CommitNames names;
    private final CommitTrap trap;
    private final Map<String, String> prepared = new HashMap<>();
    private char transaction = IDLE;

    ProxiedConnection(Socket client, int databasePort, CommitNames names, CommitTrap trap) {
        this.client = client;
        this.databasePort = databasePort;
        this.names = names;
        this.trap = trap;
    }

    @Override
    public void run() {
        try (client; Socket server = new Socket(InetAddress.getLoopbackAddress(), databasePort)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            pump(new DataInputStream(new BufferedInputStream(client.getInputStream())), client.getOutputStream(),
                new DataInputStream(new BufferedInputStream(server.getInputStream())), server.getOutputStream());
        } catch (IOException e) {
            // either side is gone, and with it the connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(DataInputStream fromClient, OutputStream toClient, DataInputStream fromServer, OutputStream toServer) throws IOException, InterruptedException {
        start(fromClient, toClient, fromServer, toServer);
        while (true) {
            Batch batch = new Batch(prepared);
            Message message;
            do {
                message = Message.read(fromClient);
            } while (!batch.add(message));
            if (message.type() == 'X') {
                toServer.write(batch.bytes());
                return;
            }
            Optional<String> commit = transaction == IDLE ? batch.runs().stream().map(names::of).flatMap(Optional::stream).findFirst() : Optional.empty();
            boolean mayHoldBefore = commit.filter(trap::mayHoldBefore).isPresent();
            if (mayHoldBefore) {
                command("begin", fromServer, toServer);
            }
            toServer.write(batch.bytes());
            Reply reply = read(fromServer);
            if (commit.isPresent() && reply.rows > 0 && !reply.failed && trap.springs(commit.get())) {
                trap.hold();
                return;
            }
            if (mayHoldBefore) {
                command(reply.failed ? "rollback" : "commit", fromServer, toServer);
                reply.readyIdle();
            }
            transaction = reply.transaction;
            toClient.write(reply.bytes);
        }
    }

    private static void start(DataInputStream fromClient, OutputStream toClient, DataInputStream fromServer, OutputStream toServer) throws IOException {
        byte[] body;
        int length;
        while (true) {
            length = fromClient.readInt();
            body = fromClient.readNBytes(length - Integer.BYTES);
            int code = ByteBuffer.wrap(body).getInt();
            if (code != SSL_REQUEST && code != GSS_REQUEST) {
                break;
            }
            toClient.write('N');
        }
        toServer.write(ByteBuffer.allocate(length).putInt(length).put(body).array());
        Message message;
        do {
            message = Message.read(fromServer);
            toClient.write(message.bytes());
            int authentication = message.type() == 'R' ? message.body().getInt() : 0;
            if (authentication != 0 && authentication != 12) { // it wants an answer; 12 is the end of SASL
                toServer.write(Message.read(fromClient).bytes());
            }
        } while (message.type() != 'Z' && message.type() != 'E');
    }

    private static void command(String sql, DataInputStream fromServer, OutputStream toServer) throws IOException {
        toServer.write(Message.query(sql));
        if (read(fromServer).failed) {
            throw new IOException(sql + " failed");
        }
    }

    private static Reply read(DataInputStream fromServer) throws IOException {
        Reply reply = new Reply();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            Message message = Message.read(fromServer);
            bytes.writeBytes(message.bytes());
            switch (message.type()) {
                case 'C' -> reply.rows = Math.max(reply.rows, message.rows());
                case 'E' -> reply.failed = true;
                case 'Z' -> {
                    reply.transaction = (char) message.body().get();
                    reply.bytes = bytes.toByteArray();
                    return reply;
                }
                default -> { }
            }
        }
    }

    private static final class Reply {

        private byte[] bytes;
        private int rows;
        private boolean failed;
        private char transaction;

        /** The client must not see the proxy's own transaction; its state is the last byte. */
        private void readyIdle() {
            transaction = IDLE;
            bytes[bytes.length - 1] = IDLE;
        }
    }
}
