package io.batteryexchange.bench.screen;

import io.batteryexchange.bench.screen.twin.TwinApplication;
import io.batteryexchange.bench.support.NodeFlags;
import io.batteryexchange.bench.support.WarmUp;
import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.ServiceFiles;
import io.batteryexchange.support.process.Web;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One of the two services that are compared: a process of its own, with the same Java, the same libraries, the same settings. */
final class Contender implements AutoCloseable {

    private static final long STARTS_WITHIN_S = 120;

    private final String name;
    private final int port;
    private final ChildJvm process;

    private Contender(String name, int port, ChildJvm process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /** The packaged service. */
    static Contender bundle(int number, Map<String, String> settings) throws IOException, InterruptedException {
        return start("bundle-" + number, List.of("-jar", ServiceFiles.jar().toString()), settings);
    }

    /** The hand-written service, on the libraries of the packaged one without Camel; the security configuration knows an interface of it. */
    static Contender twin(int number, Map<String, String> settings) throws IOException, InterruptedException {
        List<String> path = new ArrayList<>(List.of("target/test-classes", "target/classes"));
        try (Stream<Path> libraries = Files.list(ServiceFiles.libraries())) {
            libraries.filter(library -> !library.getFileName().toString().matches("camel-(?!api-|util-).*")).map(Path::toString).forEach(path::add);
        }
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("MANAGEMENT_ENDPOINT_HEALTH_VALIDATE_GROUP_MEMBERSHIP", "false"); // it lacks the bundle's own look at the database
        return start("twin-" + number, List.of("-cp", String.join(File.pathSeparator, path), TwinApplication.class.getName()), all);
    }

    private static Contender start(String name, List<String> program, Map<String, String> settings) throws IOException, InterruptedException {
        int port = Web.freePort();
        Map<String, String> environment = new LinkedHashMap<>(settings);
        environment.put("SERVER_PORT", Integer.toString(port));
        Contender contender = new Contender(name, port, ChildJvm.start("bench-" + name, NodeFlags.before(program), environment));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_S);
        while (!Web.isUp("http://127.0.0.1:" + port + "/actuator/health/readiness")) {
            if (System.nanoTime() > end || !contender.process.isAlive()) {
                String output = contender.process.output();
                contender.close();
                throw new IllegalStateException(name + " does not start: " + output);
            }
            Thread.sleep(100);
        }
        return contender;
    }

    /** The body of its answer. */
    String answer(CouriersAtCabinet.Call call) throws IOException {
        process.thaw();
        try {
            return Web.body("http://127.0.0.1:" + port + call.path(), call.token());
        } finally {
            process.freeze();
        }
    }

    /** Couriers of his own. */
    ClosedLoop couriers(int connections, Path requests) throws IOException {
        return ClosedLoop.to(port, connections, requests);
    }

    void warmUp(int connections, Path requests, int milliseconds) throws Exception {
        try (ClosedLoop couriers = couriers(connections, requests)) {
            WarmUp.of(List.of(process), () -> load(couriers, milliseconds));
        }
    }

    /** Loads it, which stands still before and after. */
    Load load(ClosedLoop couriers, int milliseconds) throws IOException {
        process.thaw();
        try {
            Load load = couriers.run(milliseconds);
            System.out.printf("%s: %s%n", name, load);
            return load;
        } finally {
            process.freeze();
        }
    }

    /** It takes no processor time until it is loaded. */
    void freeze() {
        process.freeze();
    }

    @Override
    public void close() {
        process.thaw();
        process.close();
    }
}
