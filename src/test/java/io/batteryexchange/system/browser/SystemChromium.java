package io.batteryexchange.system.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium that the system has. None is ever downloaded. */
final class SystemChromium {

    /** What a person reads where there is none. */
    static final String NONE = "no Chromium found: install Debian package chromium, or name one with -Dbrowser.path=... or the environment variable CHROMIUM";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private SystemChromium() {
    }

    /**
     * In this order: system property {@code browser.path}, environment variable {@code CHROMIUM}, the usual names in the folders of {@code PATH}.
     *
     * @throws IllegalStateException the one that was named can't be executed
     */
    static Optional<Path> find() {
        Optional<String> named = Stream.of(System.getProperty("browser.path"), System.getenv("CHROMIUM")).filter(path -> path != null && !path.isBlank()).findFirst();
        if (named.isPresent()) {
            Path path = Path.of(named.get());
            if (!Files.isExecutable(path)) {
                throw new IllegalStateException("no browser that can be started: " + path);
            }
            return Optional.of(path);
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable).findFirst();
    }
}
