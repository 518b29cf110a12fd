package io.batteryexchange.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Prometheus' own checker, where it is on the machine (Debian: package prometheus). */
final class Promtool {

    /** @param output of both streams */
    record Result(int exitCode, String output) {
    }

    private Promtool() {
    }

    /** Runs it. Where it is absent the test is skipped, with {@code -Dpromtool.required=true} it fails. */
    static Result run(String... arguments) throws IOException, InterruptedException {
        Optional<Path> tool = find();
        String absent = "promtool is not on this machine (Debian: package prometheus), nothing is checked here";
        if (Boolean.getBoolean("promtool.required")) {
            assertThat(tool).as(absent).isPresent();
        }
        assumeTrue(tool.isPresent(), absent);
        List<String> command = new ArrayList<>(List.of(tool.get().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private static Optional<Path> find() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
            .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, "promtool")).filter(Files::isExecutable).findFirst();
    }
}
