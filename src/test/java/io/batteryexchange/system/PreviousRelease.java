package io.batteryexchange.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.opentest4j.TestAbortedException;

/** The release before this one, built from the history of this repository: commit {@code previous.release} of the pom. */
final class PreviousRelease {

    private static final String COMMIT = System.getProperty("previous.release");
    private static final Path FOLDER = Path.of("target", "previous-release", String.valueOf(COMMIT));
    private static final Path JAR = FOLDER.resolve(Path.of("target", "battery-exchange.jar"));

    private PreviousRelease() {
    }

    /**
     * The folder that holds its routes/ and config/; its jar lies in target/ there. Built once.
     *
     * @throws TestAbortedException there is no history to build it from: sources without a repository, or a shallow clone
     */
    static Path folder() throws IOException, InterruptedException {
        if (!Files.exists(JAR)) {
            if (!hasHistory()) {
                throw new TestAbortedException("Not run: these sources have no history to build the previous release (commit %s) from. Use a whole clone (git fetch --unshallow)."
                    .formatted(COMMIT));
            }
            Path archive = Files.createDirectories(FOLDER).resolve("source.zip");
            run("Commit %s, the previous release (property previous.release of pom.xml), is not in the history.".formatted(COMMIT), Path.of(""),
                git("archive", "--format=zip", "--output=" + archive, COMMIT, "pom.xml", "config", "routes", "src/main"));
            unzip(archive);
            run("The previous release, commit %s, can't be built.".formatted(COMMIT), FOLDER, List.of(Path.of(System.getProperty("upgrade.maven"), "bin", "mvn").toString(),
                "-q", "-B", "-Dmaven.test.skip=true", "-Dmaven.repo.local=" + System.getProperty("upgrade.repository"), "package"));
        }
        return FOLDER;
    }

    static String commit() {
        return COMMIT;
    }

    /** What follows {@code java}, in its folder. */
    static List<String> java() {
        return List.of("-Xmx512m", "-jar", FOLDER.relativize(JAR).toString());
    }

    private static boolean hasHistory() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(git("rev-parse", "--is-shallow-repository")).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        return process.waitFor() == 0 && output.trim().equals("false");
    }

    /** Whoever owns the files: CI may have checked them out as somebody else. */
    private static List<String> git(String... arguments) {
        return Stream.concat(Stream.of("git", "-c", "safe.directory=*"), Stream.of(arguments)).toList();
    }

    private static void run(String why, Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException("%s%n%s: %s".formatted(why, String.join(" ", command), output));
        }
    }

    private static void unzip(Path archive) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = FOLDER.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.write(file, in.readAllBytes());
                }
            }
        }
    }
}
