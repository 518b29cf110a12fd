package io.batteryexchange.bench.screen;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An answer of HTTP/1.1 that is there as a whole.
 *
 * @param closes the server takes no other request on this connection
 */
record WireAnswer(int status, boolean closes) {

    private static final String END_OF_HEADERS = "\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length:";

    /** The answer in the first bytes, which hold nothing else; null: a part of it is still on its way. */
    static WireAnswer of(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        int headers = text.indexOf(END_OF_HEADERS);
        if (headers < 0) {
            return null;
        }
        String head = text.substring(0, headers + 2).toLowerCase(Locale.ROOT);
        int lengthAt = head.indexOf(LENGTH);
        boolean whole = lengthAt < 0
            ? text.endsWith("\r\n0\r\n\r\n")
            : length >= headers + END_OF_HEADERS.length() + Integer.parseInt(head.substring(lengthAt + LENGTH.length(), head.indexOf('\r', lengthAt + 2)).trim());
        return whole ? new WireAnswer(Integer.parseInt(head.substring(9, 12)), head.contains("\r\nconnection: close")) : null;
    }
}
