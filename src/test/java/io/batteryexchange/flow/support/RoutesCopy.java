package io.batteryexchange.flow.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** A copy of the folder {@code routes}, which tests may edit as people do. */
public final class RoutesCopy {

    /** Where the copy stands, as {@code routes} stands in the project. */
    public static final String ROOT = "target/routes-copy/";

    private static final Path ORIGINAL = Path.of("routes");
    private static final Path COPY = Path.of(ROOT, "routes");

    private RoutesCopy() {
    }

    /** The copy as the folder is. Files that are the same are not touched. */
    public static void restore() {
        try {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(ORIGINAL)) {
                files = walk.filter(Files::isRegularFile).map(ORIGINAL::relativize).toList();
            }
            if (Files.isDirectory(COPY)) {
                try (Stream<Path> walk = Files.walk(COPY)) {
                    for (Path added : walk.filter(Files::isRegularFile).map(COPY::relativize).filter(file -> !files.contains(file)).toList()) {
                        Files.delete(COPY.resolve(added));
                    }
                }
            }
            for (Path file : files) {
                if (!Files.exists(COPY.resolve(file)) || Files.mismatch(ORIGINAL.resolve(file), COPY.resolve(file)) >= 0) {
                    Files.createDirectories(COPY.resolve(file).getParent());
                    Files.copy(ORIGINAL.resolve(file), COPY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void makeAnew() {
        try {
            FileSystemUtils.deleteRecursively(COPY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        restore();
    }

    /** The text of a file, by its path in the project. */
    public static String text(String file) {
        try {
            return Files.readString(Path.of(ROOT, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes into the file, as Kaoto and VS Code do. */
    public static void save(String file, String text) {
        try {
            Files.writeString(Path.of(ROOT, file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts another file in its place, as vim and the IDEs of JetBrains do. */
    public static void saveByRenaming(String file, String text) {
        try {
            Path written = Files.writeString(Path.of(ROOT, file + "~"), text);
            Files.move(written, Path.of(ROOT, file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a place in the file that must be there once. */
    public static void edit(String file, String before, String after) {
        String text = text(file);
        int at = text.indexOf(before);
        if (at < 0 || text.indexOf(before, at + 1) >= 0) {
            throw new AssertionError(file + " has this not exactly once: " + before);
        }
        save(file, text.replace(before, after));
    }

    public static void delete(String file) {
        try {
            Files.delete(Path.of(ROOT, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of the copy, by their paths in the project. */
    public static List<String> files(String ending) {
        try (Stream<Path> walk = Files.walk(COPY)) {
            return walk.map(file -> "routes/" + COPY.relativize(file).toString().replace('\\', '/')).filter(file -> file.endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
