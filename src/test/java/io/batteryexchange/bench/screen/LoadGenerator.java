package io.batteryexchange.bench.screen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A closed loop of GETs in a process of its own: every connection asks again as soon as its answer is there. One thread and plain sockets, because the cores that it
 * takes are those of the service that is measured.
 *
 * <p>Arguments: port, connections, a file with a line {@code <path> <token>} for each connection. It works in turns, so that what is learned in one (by its own Java as well) is
 * there in the next: for each line {@code <milliseconds before it counts> <milliseconds that count>} of its input it prints a {@link Load}. Between turns nothing is under way.
 */
public final class LoadGenerator {

    private static final long LONGEST_US = TimeUnit.MINUTES.toMicros(1);

    private final InetSocketAddress address;
    private final Selector selector;
    private final List<Connection> connections;
    private final Histogram latencies = new Histogram(LONGEST_US, 3);
    private boolean asks;
    private boolean counts;
    private long answers;
    private long failures;

    private LoadGenerator(int port, List<String> requests) throws IOException {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.selector = Selector.open();
        this.connections = requests.stream().map(request -> new Connection(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)))).toList();
    }

    public static void main(String[] args) throws IOException {
        List<String> requests = Files.readAllLines(Path.of(args[2])).stream().limit(Integer.parseInt(args[1])).map(line -> line.split(" "))
            .map(call -> "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nAuthorization: Bearer %s\r\nAccept: application/json\r\nAccept-Language: ru\r\n\r\n".formatted(call[0], args[0], call[1]))
            .toList();
        LoadGenerator load = new LoadGenerator(Integer.parseInt(args[0]), requests);
        try (BufferedReader turns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String turn = turns.readLine(); turn != null; turn = turns.readLine()) {
                String[] milliseconds = turn.split(" ");
                System.out.println(load.turn(Long.parseLong(milliseconds[0]), Long.parseLong(milliseconds[1])));
                System.out.flush();
            }
        }
    }

    private String turn(long msBefore, long msThatCount) throws IOException {
        asks = true;
        for (Connection connection : connections) {
            connection.open(); // the server may have given up the one before
        }
        run(msBefore);
        answers = 0;
        failures = 0;
        counts = true;
        long begun = System.nanoTime();
        run(msThatCount);
        double seconds = (System.nanoTime() - begun) / 1e9;
        counts = false;
        asks = false;
        long latest = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(LONGEST_US);
        while (connections.stream().anyMatch(connection -> connection.waits)) {
            if (System.nanoTime() - latest > 0) {
                throw new IllegalStateException("a request has no answer after a minute");
            }
            select();
        }
        return String.format(Locale.ROOT, "%.1f %d %d %d", answers / seconds, failures, latencies.getValueAtPercentile(50), latencies.getValueAtPercentile(99));
    }

    private void run(long milliseconds) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        while (System.nanoTime() < end) {
            select();
        }
    }

    private void select() throws IOException {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
            ((Connection) key.attachment()).read();
        }
        selector.selectedKeys().clear();
    }

    /** One courier's phone. */
    private final class Connection {

        private final ByteBuffer request;
        private final ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
        private SocketChannel channel;
        private long asked;
        private boolean waits;

        Connection(ByteBuffer request) {
            this.request = request;
        }

        void open() throws IOException {
            if (channel != null) {
                channel.close();
            }
            channel = SocketChannel.open(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
            ask();
        }

        private void ask() throws IOException {
            answer.clear();
            asked = System.nanoTime();
            waits = asks;
            request.rewind();
            while (waits && request.hasRemaining()) {
                channel.write(request);
            }
        }

        void read() throws IOException {
            int read;
            try {
                read = channel.read(answer);
            } catch (IOException e) {
                read = -1; // as closed: counted below
            }
            WireAnswer whole = read < 0 ? null : WireAnswer.of(answer.array(), answer.position());
            if (read >= 0 && whole == null) {
                return;
            }
            count(whole != null && whole.status() == 200);
            if (whole == null || whole.closes()) {
                open();
            } else {
                ask();
            }
        }

        private void count(boolean good) {
            if (counts && good) {
                answers++;
                latencies.recordValue(Math.min(LONGEST_US, (System.nanoTime() - asked) / 1000));
            } else if (counts) {
                failures++;
            }
        }
    }
}
