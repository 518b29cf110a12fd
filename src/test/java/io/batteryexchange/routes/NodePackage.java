package io.batteryexchange.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs of {@code src/test/node}, which run in {@code target/node} with the versions of the lock file. They want Node.js 20 or newer and npm. */
final class NodePackage {

    static final Path FOLDER = Path.of("target/node").toAbsolutePath();
    private static final Path SOURCE = Path.of("src/test/node");
    private static final String LOCK = "package-lock.json";

    private NodePackage() {
    }

    /** Skips the test where there is no Node.js, unless {@code -Dkaoto.required=true}; packages come from wherever this machine's npm takes them. */
    static void install() throws IOException, InterruptedException {
        assumeTrue(isThere("node") && isThere("npm") || Boolean.getBoolean("kaoto.required"),
            "no Node.js with npm here: the route files are not opened in Kaoto, their pictures not read by Mermaid");
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path installed = FOLDER.resolve("installed-lock.json");
        if (!Files.exists(installed) || Files.mismatch(installed, SOURCE.resolve(LOCK)) >= 0) {
            Result install = run("npm", "ci");
            assertThat(install.code()).as(install.output()).isZero();
            Files.copy(SOURCE.resolve(LOCK), installed, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** @throws AssertionError when it is not done in ten minutes */
    static Result run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(FOLDER, "output", ".txt");
        Process process = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(String.join(" ", command) + " ends in time").isTrue();
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    record Result(int code, String output) {

        /** The sum that a program ends with. */
        String lastLine() {
            List<String> lines = output.lines().toList();
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        }
    }
}
