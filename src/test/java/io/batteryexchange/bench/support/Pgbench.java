package io.batteryexchange.bench.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own load generator: what the database can do when nothing but its clients stands before it. */
public final class Pgbench {

    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: ([0-9]+)");
    private static final Path FOLDER = Path.of("target", "bench");

    private final int port;

    /** @param port of the server, user and database {@code postgres} */
    public Pgbench(int port) {
        this.port = port;
    }

    /**
     * Transactions a second, prepared statements.
     *
     * @param name    names the script's file in {@code target/bench}
     * @param script  what one transaction is, in pgbench's language
     * @param clients connections, each served by a thread of pgbench's two at most
     * @throws IllegalStateException pgbench is not installed, or a transaction failed
     */
    public double tps(String name, String script, int clients, int seconds) throws IOException, InterruptedException {
        return tps(name, script, clients, List.of("-T", Integer.toString(seconds)));
    }

    /**
     * As {@link #tps}, for a script that uses up what was prepared for it.
     *
     * @param transactions how many each client makes
     * @param counters     variables that begin with 0 in every client, and keep their values from one transaction to the next
     */
    public double tpsOf(String name, String script, int clients, int transactions, String... counters) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-t", Integer.toString(transactions)));
        for (String counter : counters) {
            arguments.addAll(List.of("-D", counter + "=0"));
        }
        return tps(name, script, clients, arguments);
    }

    private double tps(String name, String script, int clients, List<String> more) throws IOException, InterruptedException {
        Path file = Files.createDirectories(FOLDER).resolve(name + ".pgbench");
        Files.writeString(file, script);
        List<String> arguments = new ArrayList<>(List.of("-n", "-M", "prepared", "-c", Integer.toString(clients), "-j", Integer.toString(Math.min(2, clients)), "-f", file.toString()));
        arguments.addAll(more);
        String output = run(arguments);
        Matcher tps = TPS.matcher(output);
        Matcher failed = FAILED.matcher(output);
        if (!tps.find() || failed.find() && !failed.group(1).equals("0")) {
            throw new IllegalStateException("pgbench " + name + ": " + output);
        }
        return Double.parseDouble(tps.group(1));
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("pgbench", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres"));
        command.addAll(arguments);
        command.add("postgres");
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IllegalStateException("pgbench is missing (Debian: package postgresql, or postgresql-contrib); the bench measures against it", e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
