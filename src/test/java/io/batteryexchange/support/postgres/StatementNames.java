package io.batteryexchange.support.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Names a statement by the file below {@code routes/sql} which it comes from. */
public final class StatementNames {

    private static final int SHORT = 60;

    private final Map<String, String> files = new HashMap<>();

    public StatementNames(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.toList()) {
                files.put(normal(Files.readString(file)), file.getFileName().toString());
            }
        }
    }

    /** The file; the beginning of the statement where it comes from none. */
    public String of(String sql) {
        String normal = normal(sql);
        return files.getOrDefault(normal, normal.substring(0, Math.min(SHORT, normal.length())));
    }

    /** Without comments and layout, in lower case, every parameter as a question mark. */
    static String normal(String sql) {
        return sql.replaceAll("--[^\n]*", " ").replaceAll(":#\\$\\{[^}]*}|:#[a-z_.]+|\\{\\{[^}]*}}|\\$\\d+", "?").replaceAll("\\s+", " ").strip().toLowerCase();
    }
}
