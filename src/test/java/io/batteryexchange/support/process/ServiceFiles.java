package io.batteryexchange.support.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged service laid out for a quick start: the jar taken apart by its own tool, and an archive of its loaded classes (AppCDS). */
public final class ServiceFiles {

    private static final Path FOLDER = Path.of("target", "system", "service").toAbsolutePath();
    private static final Path ARCHIVE = FOLDER.resolve("classes.jsa");
    private static final List<String> QUICK = Stream.concat(ChildJvm.SHORT_LIVED.stream(), Stream.of("-Xmx384m", "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off")).toList();

    private ServiceFiles() {
    }

    public static void unpack() throws IOException, InterruptedException {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> old = Files.walk(FOLDER)) {
                old.sorted((a, b) -> b.compareTo(a)).forEach(ServiceFiles::delete);
            }
        }
        try (ChildJvm tool = ChildJvm.start("service-unpack", List.of("-Djarmode=tools", "-jar", "target/battery-exchange.jar", "extract", "--destination", FOLDER.toString()), Map.of())) {
            if (tool.exitCode(60) != 0) {
                throw new IllegalStateException(tool.output());
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service's own jar; its classes and what names its libraries. */
    public static Path jar() {
        return FOLDER.resolve("battery-exchange.jar");
    }

    /** The folder of the libraries. */
    public static Path libraries() {
        return FOLDER.resolve("lib");
    }

    /** The arguments of a start that is quick enough without an archive. */
    public static List<String> unpacked() {
        return Stream.concat(QUICK.stream(), Stream.of("-jar", jar().toString())).toList();
    }

    /** The arguments of a run that leaves the archive behind when it ends. */
    public static List<String> writingArchive() {
        return arguments("-XX:ArchiveClassesAtExit=" + ARCHIVE);
    }

    /** The arguments of a quick start. */
    public static List<String> withArchive() {
        return arguments("-XX:SharedArchiveFile=" + ARCHIVE);
    }

    private static List<String> arguments(String archive) {
        return Stream.concat(QUICK.stream(), Stream.of(archive, "-jar", jar().toString())).toList();
    }
}
