package io.batteryexchange.bench.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * As little of HTTP/1.1 as a client with kept connections needs, so that what answers costs the measured machine next to nothing: one thread, plain sockets, one request
 * of a connection at a time.
 */
public final class RawServer {

    /** The JSON that a request is answered with; null: 404. */
    @FunctionalInterface
    public interface Answers {
        String to(Request request);
    }

    /** @param head request line and headers */
    public record Request(String path, String query, String head, String body) {

        private static Request read(String head, String body) {
            String target = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/1.1"));
            int mark = target.indexOf('?');
            return mark < 0 ? new Request(target, "", head, body) : new Request(target.substring(0, mark), target.substring(mark + 1), head, body);
        }

        /** A parameter of the query; empty where there is none. */
        public String parameter(String name) {
            String start = "&" + name + "=";
            return between("&" + query + "&", ("&" + query).indexOf(start), start.length(), "&");
        }

        /** A header; empty where there is none. */
        public String header(String name) {
            String start = "\r\n" + name + ": ";
            return between(head, indexOf(head, start), start.length(), "\r\n");
        }

        /** The first text of this name in the body's JSON, however that is laid out; empty where there is none. */
        public String text(String name) {
            int at = body.indexOf('"' + name + '"');
            int colon = at < 0 ? -1 : body.indexOf(':', at);
            int start = colon < 0 ? -1 : body.indexOf('"', colon);
            return start < 0 || !body.substring(colon + 1, start).isBlank() ? "" : body.substring(start + 1, body.indexOf('"', start + 1));
        }

        private static String between(String text, int at, int length, String end) {
            return at < 0 ? "" : text.substring(at + length, text.indexOf(end, at + length));
        }
    }

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "\r\nContent-Length:";
    private static final int LONGEST_REQUEST = 64 * 1024;

    private final Answers answers;

    private RawServer(Answers answers) {
        this.answers = answers;
    }

    /** Serves on 127.0.0.1 until the process ends. */
    public static void serve(int port, Answers answers) throws IOException {
        new RawServer(answers).serve(port);
    }

    private void serve(int port) throws IOException {
        try (Selector selector = Selector.open(); ServerSocketChannel door = ServerSocketChannel.open()) {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
            door.configureBlocking(false);
            door.register(selector, SelectionKey.OP_ACCEPT);
            while (true) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isAcceptable()) {
                        SocketChannel caller = door.accept();
                        caller.configureBlocking(false);
                        caller.setOption(StandardSocketOptions.TCP_NODELAY, true);
                        caller.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(LONGEST_REQUEST));
                    } else {
                        read((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
                    }
                }
                selector.selectedKeys().clear();
            }
        }
    }

    private void read(SocketChannel caller, ByteBuffer request) throws IOException {
        try {
            if (caller.read(request) < 0) {
                caller.close();
                return;
            }
            String text = new String(request.array(), 0, request.position(), StandardCharsets.ISO_8859_1);
            int head = text.indexOf(END_OF_HEAD);
            int length = head < 0 ? 0 : bodyLength(text.substring(0, head + 2));
            int body = head + END_OF_HEAD.length();
            if (head >= 0 && request.position() >= body + length) {
                Request whole = Request.read(text.substring(0, body), new String(request.array(), body, length, StandardCharsets.UTF_8));
                request.clear();
                ByteBuffer answer = ByteBuffer.wrap(bytes(answers.to(whole)));
                while (answer.hasRemaining()) {
                    caller.write(answer);
                }
            }
        } catch (IOException e) {
            caller.close(); // the client is gone, and with it whoever could be told
        }
    }

    private static int bodyLength(String head) {
        int at = indexOf(head, LENGTH);
        return at < 0 ? 0 : Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf("\r\n", at + 2)).trim());
    }

    /** Whatever its case. */
    private static int indexOf(String text, String part) {
        int at = text.indexOf(part);
        for (int i = 0; at < 0 && i <= text.length() - part.length(); i++) {
            at = text.regionMatches(true, i, part, 0, part.length()) ? i : -1;
        }
        return at;
    }

    private static byte[] bytes(String answer) {
        byte[] body = (answer == null ? "{\"code\":\"not_found\",\"message\":\"not served\"}" : answer).getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 " + (answer == null ? "404 Not Found" : "200 OK") + "\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }
}
