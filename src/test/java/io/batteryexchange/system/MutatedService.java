package io.batteryexchange.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder to start the service in: a copy of {@code routes} and {@code config}, changed. */
final class MutatedService {

    private MutatedService() {
    }

    /** @throws IllegalStateException an edit does not fit: the mutant is stale */
    static Path write(Path folder, List<RouteEdit> edits) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                old.sorted((a, b) -> b.compareTo(a)).forEach(path -> quietly(() -> Files.delete(path)));
            }
        }
        for (String part : List.of("routes", "config")) {
            try (Stream<Path> files = Files.walk(Path.of(part))) {
                files.forEach(path -> quietly(() -> {
                    Path copy = folder.resolve(path);
                    Files.createDirectories(copy.getParent());
                    Files.copy(path, copy);
                }));
            }
        }
        for (RouteEdit edit : edits) {
            edit.apply(folder);
        }
        return folder;
    }

    private interface FileWork {
        void run() throws IOException;
    }

    private static void quietly(FileWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
