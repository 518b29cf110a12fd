package io.batteryexchange.bench.screen;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * scooter-accumulator that answers at once, and the token issuer's keys: one thread and plain sockets in a process of its own, so that next to nothing of what is
 * measured is its own. Every booking is one of one accumulator that is not taken yet.
 *
 * <p>Arguments: port, a file with the issuer's keys (JWK set).
 */
public final class InstantPartner {

    static final String KEYS = "/oauth2/jwks";
    private static final String BOOKING = "/scooter-accumulator/v1/cabinet/booking?book_id=";
    private static final String LENGTH = "\r\ncontent-length:";
    private static final byte[] NOT_FOUND = answer("404 Not Found", "{\"code\":\"not_found\",\"message\":\"not served\"}");

    private final byte[] keys;
    private final Map<String, byte[]> bookings = new HashMap<>();

    private InstantPartner(String keys) {
        this.keys = answer("200 OK", keys);
    }

    public static void main(String[] args) throws IOException {
        new InstantPartner(Files.readString(Path.of(args[1]))).serve(Integer.parseInt(args[0]));
    }

    private void serve(int port) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel door = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
        while (true) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    SocketChannel caller = door.accept();
                    caller.configureBlocking(false);
                    caller.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    caller.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(64 * 1024));
                } else {
                    read((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private void read(SocketChannel caller, ByteBuffer request) throws IOException {
        int read;
        try {
            read = caller.read(request);
        } catch (IOException e) {
            read = -1; // the caller is gone
        }
        if (read < 0) {
            caller.close();
            return;
        }
        String text = new String(request.array(), 0, request.position(), StandardCharsets.ISO_8859_1);
        if (isWhole(text)) {
            request.clear();
            ByteBuffer answer = ByteBuffer.wrap(answerTo(text.substring(text.indexOf(' ') + 1, text.indexOf(" HTTP/1.1"))));
            while (answer.hasRemaining()) {
                caller.write(answer);
            }
        }
    }

    private static boolean isWhole(String request) {
        int head = request.indexOf("\r\n\r\n");
        int length = request.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        int body = length < 0 || length > head ? 0 : Integer.parseInt(request.substring(length + LENGTH.length(), request.indexOf('\r', length + 2)).trim());
        return head >= 0 && request.length() >= head + 4 + body;
    }

    private byte[] answerTo(String target) {
        if (target.startsWith(BOOKING)) {
            return bookings.computeIfAbsent(target.substring(BOOKING.length()), InstantPartner::booking);
        }
        return target.equals(KEYS) ? keys : NOT_FOUND;
    }

    /** Contracts, scooter-accumulator: the booking document. */
    private static byte[] booking(String bookId) {
        return answer("200 OK", """
            {"book_id": "%s", "cabinet_id": "c-7", "store_id": "grocery:123", "contractor_id": "courier-5",
             "pickup_cells": [{"cell_id": "c-7/3", "state": "closed", "broken": false, "accumulator_id": "acc-91", "charge_percent": 100, "taken": false}],
             "return_cells": [{"cell_id": "c-7/9", "state": "closed", "broken": false, "accumulator_id": null, "charge_percent": null, "returned": false}],
             "issued_by_hand": [], "returned_by_hand": []}""".formatted(bookId));
    }

    private static byte[] answer(String status, String body) {
        return "HTTP/1.1 %s\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, body).getBytes(StandardCharsets.UTF_8);
    }
}
