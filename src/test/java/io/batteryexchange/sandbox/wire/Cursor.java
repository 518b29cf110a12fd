package io.batteryexchange.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/** Opaque cursors: a caller who builds one himself or changes one is found out. */
public final class Cursor {

    private Cursor() {
    }

    public static String of(String kind, String position) {
        String signed = kind + "\n" + position + "\n" + sign(kind, position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.getBytes(StandardCharsets.UTF_8));
    }

    public static Optional<String> read(String kind, String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", -1);
            boolean genuine = parts.length == 3 && parts[0].equals(kind) && parts[2].equals(sign(kind, parts[1]));
            return genuine ? Optional.of(parts[1]) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String sign(String kind, String position) {
        CRC32 crc = new CRC32();
        crc.update(("a city in a box " + kind + position).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
