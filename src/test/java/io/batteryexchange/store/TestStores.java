package io.batteryexchange.store;

import io.batteryexchange.settings.ConfigFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Stores files for tests. */
public final class TestStores {

    private TestStores() {
    }

    /** One store in the stores file's form; its texts are derived from its id. */
    public static String store(String id, double lat, double lon) {
        return String.format(Locale.ROOT, """
              - id: %1$s
                name: "Store %1$s"
                location: {lat: %2$s, lon: %3$s}
                address: "Street of %1$s"
                contact: {name: "Keeper of %1$s", phone: "+70000000001", email: "%1$s@example.com"}
                telegram_chats: [1001]
            """, id, lat, lon);
    }

    public static Stores of(Path directory, String... stores) {
        return of(directory, new ConfigFiles(), stores);
    }

    /** Stores that are read again when {@code files} looks. */
    public static Stores of(Path directory, ConfigFiles files, String... stores) {
        return new Stores(write(directory, "stores:\n" + String.join("", stores)), files);
    }

    /** Writes the file that the stores of this folder are read from. */
    public static Path write(Path directory, String content) {
        try {
            return Files.writeString(directory.resolve("stores.yaml"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
