package io.batteryexchange.support.postgres;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One message of PostgreSQL's wire protocol, version 3.
 *
 * @param bytes type, length and body, as on the wire
 */
record Message(char type, byte[] bytes) {

    private static final int HEAD = 5;

    static Message read(DataInputStream in) throws IOException {
        byte type = in.readByte();
        int length = in.readInt();
        byte[] bytes = new byte[length + 1];
        ByteBuffer.wrap(bytes).put(type).putInt(length);
        in.readFully(bytes, HEAD, length - Integer.BYTES);
        return new Message((char) type, bytes);
    }

    static byte[] query(String sql) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD + text.length + 1).put((byte) 'Q').putInt(Integer.BYTES + text.length + 1).put(text).put((byte) 0).array();
    }

    ByteBuffer body() {
        return ByteBuffer.wrap(bytes, HEAD, bytes.length - HEAD);
    }

    /** How many rows a CommandComplete tells of: {@code UPDATE 1}, {@code INSERT 0 1}, {@code SELECT 3}. */
    int rows() {
        String tag = new String(bytes, HEAD, bytes.length - HEAD - 1, StandardCharsets.UTF_8);
        String last = tag.substring(tag.lastIndexOf(' ') + 1);
        return last.matches("\\d+") ? Integer.parseInt(last) : 0;
    }
}
