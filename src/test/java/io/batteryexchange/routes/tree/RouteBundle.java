package io.batteryexchange.routes.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All route files and what they refer to.
 *
 * @param files      the route files that can be read
 * @param unreadable why each of the others cannot
 * @param statements the files of {@code routes/sql} by their name there
 * @param settings   the defaults; none when the bundle has no configuration file
 * @param contracts  the OpenAPI documents
 * @param pageCalls  the routes that pages ask, by their direct: names
 */
public record RouteBundle(List<RouteFile> files, List<String> unreadable, Map<String, String> statements,
        Optional<Settings> settings, List<Contract> contracts, Set<String> pageCalls) {

    private static final Pattern PAGE_CALL = Pattern.compile("\\b(?:call|change)\\(\"([\\w-]+)\"");

    /** Without pages. */
    public RouteBundle(List<RouteFile> files, List<String> unreadable, Map<String, String> statements, Optional<Settings> settings, List<Contract> contracts) {
        this(files, unreadable, statements, settings, contracts, Set.of());
    }

    /** Reads a routes folder, and beside it {@code config}, {@code src/main/resources/openapi} and the classes that use {@code RouteCalls}. */
    public static RouteBundle read(Path routes) {
        List<RouteFile> files = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        texts(routes, ".camel.yaml").forEach((name, text) -> {
            try {
                files.add(RouteFile.read(name, text));
            } catch (Unreadable e) {
                unreadable.add(e.getMessage());
            }
        });
        Path project = routes.toAbsolutePath().normalize().getParent();
        Optional<Settings> settings = Optional.of(project.resolve("config/application.yaml"))
                .filter(Files::exists).map(RouteBundle::text).map(Settings::read);
        List<Contract> contracts = new ArrayList<>();
        for (String ending : List.of(".yaml", ".json")) {
            texts(project.resolve("src/main/resources/openapi"), ending)
                    .forEach((name, text) -> contracts.add(Contract.read(name, text)));
        }
        Set<String> pageCalls = texts(project.resolve("src/main/java"), ".java").values().stream().filter(code -> code.contains("RouteCalls"))
                .flatMap(code -> PAGE_CALL.matcher(code).results()).map(call -> call.group(1)).collect(Collectors.toCollection(TreeSet::new));
        return new RouteBundle(files, unreadable, texts(routes.resolve("sql"), ""), settings, contracts, pageCalls);
    }

    /** The defaults, as far as there are any. */
    public Settings knownSettings() {
        return settings.orElse(new Settings(Map.of()));
    }

    private static Map<String, String> texts(Path folder, String ending) {
        Map<String, String> texts = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.filter(Files::isRegularFile)
                        .filter(path -> path.getFileName().toString().endsWith(ending))
                        .forEach(path -> texts.put(folder.relativize(path).toString().replace('\\', '/'), text(path)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
