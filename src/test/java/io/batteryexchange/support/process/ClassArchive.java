package io.batteryexchange.support.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the image and the README do for a quick start: the packaged jar taken apart by its own tool, and {@code config/container/archive-classes}. */
public final class ClassArchive {

    private ClassArchive() {
    }

    /** @param folder an empty one, or a new one */
    public static void unpack(Path jar, Path folder) throws IOException, InterruptedException {
        try (ChildJvm tool = ChildJvm.start("archive-unpack", List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--force", "--destination", folder.toString()), Map.of())) {
            assertThat(tool.exitCode(60)).as(tool.output()).isZero();
        }
    }

    /** Called where routes/ and config/ are, with the Java that runs this. */
    public static void make(Path jar, Path archive) throws IOException, InterruptedException {
        Path log = Files.createDirectories(Path.of("target", "system")).resolve("archive-classes.log");
        ProcessBuilder command = new ProcessBuilder("config/container/archive-classes", jar.toString(), archive.toString(), Integer.toString(Web.freePort()))
            .redirectErrorStream(true).redirectOutput(log.toFile());
        command.environment().merge("PATH", Path.of(System.getProperty("java.home"), "bin").toString(), (path, java) -> java + File.pathSeparator + path);
        assertThat(command.start().waitFor()).as("%s", Files.readString(log, StandardCharsets.UTF_8)).isZero();
    }
}
