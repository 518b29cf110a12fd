package io.batteryexchange.bench.screen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link LoadGenerator} at work: so many connections to one service. */
final class ClosedLoop implements AutoCloseable {

    /** So long who was thawed catches up with what he missed. */
    private static final int BEFORE_IT_COUNTS_MS = 250;
    /** So long the generator's own Java warms up. */
    private static final int BEFORE_THE_FIRST_COUNTS_MS = 2_000;

    private final Process generator;
    private final Writer turns;
    private final BufferedReader loads;
    private int before = BEFORE_THE_FIRST_COUNTS_MS;

    private ClosedLoop(Process generator) {
        this.generator = generator;
        this.turns = generator.outputWriter(StandardCharsets.US_ASCII);
        this.loads = generator.inputReader(StandardCharsets.US_ASCII);
    }

    static ClosedLoop to(int port, int connections, Path requests) throws IOException {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m",
            "-cp", System.getProperty("java.class.path"), LoadGenerator.class.getName(), Integer.toString(port), Integer.toString(connections), requests.toString());
        return new ClosedLoop(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** One turn that counts for so long, in milliseconds. */
    Load run(int milliseconds) throws IOException {
        turns.write(before + " " + milliseconds + "\n");
        turns.flush();
        before = BEFORE_IT_COUNTS_MS;
        String load = loads.readLine();
        if (load == null) {
            throw new IllegalStateException("the load generator ended in the middle of a turn");
        }
        return Load.parse(load);
    }

    /** After its last turn nothing is left to do for it. */
    @Override
    public void close() throws IOException {
        turns.close();
        try {
            if (!generator.waitFor(10, TimeUnit.SECONDS)) {
                generator.destroyForcibly();
            }
        } catch (InterruptedException e) {
            generator.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
