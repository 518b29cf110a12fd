package io.batteryexchange.bench.screen;

import java.io.IOException;
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
 * <p>Arguments: port, connections, seconds before it counts, seconds that count, a file with a line {@code <path> <token>} for each connection. Prints a {@link Load}.
 */
public final class LoadGenerator {

    private static final long LONGEST_US = TimeUnit.MINUTES.toMicros(1);

    private final InetSocketAddress address;
    private final Selector selector;
    private final Histogram latencies = new Histogram(LONGEST_US, 3);
    private boolean counts;
    private long failures;

    private LoadGenerator(int port) throws IOException {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.selector = Selector.open();
    }

    public static void main(String[] args) throws IOException {
        int connections = Integer.parseInt(args[1]);
        LoadGenerator load = new LoadGenerator(Integer.parseInt(args[0]));
        List<String> lines = Files.readAllLines(Path.of(args[4]));
        for (String line : lines.subList(0, connections)) {
            String[] pathAndToken = line.split(" ");
            String request = "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nAccept: application/json\r\nAccept-Language: ru\r\n\r\n"
                .formatted(pathAndToken[0], "127.0.0.1:" + args[0], pathAndToken[1]);
            load.new Connection(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII))).open();
        }
        load.run(Integer.parseInt(args[2]));
        load.counts = true;
        long begun = System.nanoTime();
        load.run(Integer.parseInt(args[3]));
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(Locale.ROOT, "%s%.1f %d %d %d%n", Load.MARK, load.latencies.getTotalCount() / seconds, load.failures, load.latencies.getValueAtPercentile(50),
            load.latencies.getValueAtPercentile(99));
    }

    private void run(int seconds) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                ((Connection) key.attachment()).read();
            }
            selector.selectedKeys().clear();
        }
    }

    /** One courier's phone. */
    private final class Connection {

        private final ByteBuffer request;
        private final ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
        private SocketChannel channel;
        private long asked;

        Connection(ByteBuffer request) {
            this.request = request;
        }

        void open() throws IOException {
            channel = SocketChannel.open(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
            ask();
        }

        private void ask() throws IOException {
            answer.clear();
            asked = System.nanoTime();
            request.rewind();
            while (request.hasRemaining()) {
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
            if (read < 0) {
                count(false);
                channel.close();
                open();
                return;
            }
            WireAnswer whole = WireAnswer.of(answer.array(), answer.position());
            if (whole == null) {
                return;
            }
            count(whole.status() == 200);
            if (whole.closes()) {
                channel.close();
                open();
            } else {
                ask();
            }
        }

        private void count(boolean good) {
            if (counts && good) {
                latencies.recordValue(Math.min(LONGEST_US, (System.nanoTime() - asked) / 1000));
            } else if (counts) {
                failures++;
            }
        }
    }
}
