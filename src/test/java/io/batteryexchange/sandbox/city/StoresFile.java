package io.batteryexchange.sandbox.city;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** Reads the stores from the bundle's own file, because ids and positions must agree. */
public final class StoresFile {

    private static final Path USUAL = Path.of("config", "stores.yaml");

    private StoresFile() {
    }

    public static List<Store> read(String file) {
        if (!file.isBlank()) {
            return read(Path.of(file));
        }
        return Files.isRegularFile(USUAL) ? read(USUAL) : builtIn();
    }

    private static List<Store> read(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return parse(in, path.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the stores of " + path, e);
        }
    }

    private static List<Store> builtIn() {
        try (InputStream in = StoresFile.class.getResourceAsStream("/sandbox/stores.yaml")) {
            return parse(in, "the built-in stores");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Store> parse(InputStream in, String where) {
        List<Store> stores = new ArrayList<>();
        if (new Yaml().load(in) instanceof Map<?, ?> root && root.get("stores") instanceof List<?> list) {
            for (Object entry : list) {
                stores.add(store((Map<?, ?>) entry));
            }
        }
        if (stores.isEmpty()) {
            throw new IllegalArgumentException("no stores in " + where);
        }
        return stores;
    }

    private static Store store(Map<?, ?> entry) {
        Map<?, ?> location = (Map<?, ?>) entry.get("location");
        List<Long> chats = new ArrayList<>();
        if (entry.get("telegram_chats") instanceof List<?> ids) {
            ids.forEach(id -> chats.add(((Number) id).longValue()));
        }
        Position position = new Position(((Number) location.get("lat")).doubleValue(), ((Number) location.get("lon")).doubleValue());
        return new Store(String.valueOf(entry.get("id")), String.valueOf(entry.get("name")), position, chats);
    }
}
