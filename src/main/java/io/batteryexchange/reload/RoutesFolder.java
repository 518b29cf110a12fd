package io.batteryexchange.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder that the routes are started from: route files and statements. */
record RoutesFolder(Path path) {

    static final String ROUTES = ".camel.yaml";
    static final String STATEMENTS = ".sql";

    /** The folder of an include pattern like {@code file:routes/**}. */
    static RoutesFolder ofPattern(String pattern) {
        return new RoutesFolder(Path.of(pattern.substring("file:".length(), pattern.indexOf("/*"))));
    }

    /** What the files hold, by their names below the folder, with slashes. One that goes away during the look is not there. */
    Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path file : (Iterable<Path>) paths::iterator) {
                String name = path.relativize(file).toString().replace('\\', '/');
                if ((name.endsWith(ROUTES) || name.endsWith(STATEMENTS)) && Files.isRegularFile(file)) {
                    read(file).ifPresent(content -> contents.put(name, content));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    /** How Camel and people name the file. */
    String location(String name) {
        return "file:" + path.resolve(name);
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
