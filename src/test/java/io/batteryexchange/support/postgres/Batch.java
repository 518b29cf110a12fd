package io.batteryexchange.support.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a client sends up to the point where it waits for the answer (Sync, or a simple query), and which statements run in it. */
final class Batch {

    /**
     * A statement that is executed.
     *
     * @param values its parameters as sent; those in binary form are unreadable here
     */
    record Run(String sql, List<String> values) {
    }

    private final Map<String, String> prepared;
    private final Map<String, Run> portals = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Run> runs = new ArrayList<>();

    /** @param prepared the connection's named statements, which outlive a batch */
    Batch(Map<String, String> prepared) {
        this.prepared = prepared;
    }

    /** @return whether the client waits now */
    boolean add(Message message) {
        bytes.writeBytes(message.bytes());
        ByteBuffer body = message.body();
        switch (message.type()) {
            case 'P' -> prepared.put(text(body), text(body));
            case 'B' -> portals.put(text(body), bound(body));
            case 'E' -> runs.add(portals.getOrDefault(text(body), new Run("", List.of())));
            case 'Q' -> runs.add(new Run(text(body), List.of()));
            default -> { }
        }
        return message.type() == 'S' || message.type() == 'Q' || message.type() == 'X';
    }

    private Run bound(ByteBuffer body) {
        String sql = prepared.getOrDefault(text(body), "");
        body.position(body.position() + 2 + 2 * body.getShort(body.position()));
        List<String> values = new ArrayList<>();
        for (int left = body.getShort(); left > 0; left--) {
            int length = body.getInt();
            byte[] value = new byte[Math.max(0, length)];
            body.get(value);
            values.add(length < 0 ? null : new String(value, StandardCharsets.UTF_8));
        }
        return new Run(sql, values);
    }

    private static String text(ByteBuffer body) {
        int start = body.position();
        while (body.get() != 0) {
            // on to the end of the text
        }
        byte[] text = new byte[body.position() - start - 1];
        body.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    List<Run> runs() {
        return runs;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
