package io.batteryexchange.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.batteryexchange.routes.check.Finding;
import io.batteryexchange.routes.tree.RouteBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens every route file in Kaoto's own code (its npm package, without the page around it) and saves it. Wants Node 20 or newer and npm; skipped where there is none,
 * unless {@code -Dkaoto.required=true}.
 */
class KaotoIT {

    private static final Path ROUTES = Path.of("routes").toAbsolutePath();
    private static final Path SOURCE = Path.of("src/test/node/kaoto");
    private static final Path WORK = Path.of("target/kaoto").toAbsolutePath();

    @TempDir
    private Path other;

    @BeforeAll
    static void install() throws Exception {
        boolean there = isThere("node", "--version") && isThere("npm", "--version");
        assumeTrue(there || Boolean.getBoolean("kaoto.required"), "no Node.js with npm here: the round trip through Kaoto is not tried");
        Files.createDirectories(WORK);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path installed = WORK.resolve("installed-lock.json");
        if (!Files.exists(installed) || Files.mismatch(installed, SOURCE.resolve("package-lock.json")) >= 0) {
            Result install = run("npm", "ci");
            assertThat(install.code()).as(install.output()).isZero();
            Files.copy(SOURCE.resolve("package-lock.json"), installed, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void aSaveInKaotoChangesWhatARouteMeans() throws Exception {
        Result result = roundTrip(ROUTES);

        System.out.println("kaoto: " + result.output().lines().reduce("", (first, last) -> last));
        assertThat(result.code()).as(result.output()).isZero();
        assertThat(findings(WORK.resolve("saved"))).isEmpty();
    }

    /** An address may then stand in parts, as uri direct with the parameter name: the rules of the build read it all the same. */
    @Test
    void aFormThatWasTouchedInKaotoBreaksARule() throws Exception {
        roundTrip(ROUTES);

        assertThat(findings(WORK.resolve("forms"))).isEmpty();
    }

    @Test
    void aFileThatASaveChangesIsNotNoticed() throws Exception {
        Files.writeString(other.resolve("bad.camel.yaml"), """
            # kept
            - route:
                id: second
                from:
                  id: second-in
                  uri: direct:second
                  parameters:
                    timeout: 1.10
                  steps:
                    - log:
                        id: say
                        message: hello
            - onException:
                id: first
                exception:
                  - java.lang.Exception
                steps:
                  - log:
                      id: say-first
                      message: hello
            """);

        Result result = roundTrip(other);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("bad.camel.yaml: a save changes /0/route").contains("/1/");
    }

    private static Result roundTrip(Path routes) throws IOException, InterruptedException {
        return run("node", "round-trip.mjs", routes.toString());
    }

    private static List<String> findings(Path saved) {
        RouteBundle files = RouteBundle.read(saved);
        RouteBundle surroundings = RouteBundle.read(ROUTES);
        RouteBundle bundle = new RouteBundle(files.files(), files.unreadable(), surroundings.statements(), surroundings.settings(), surroundings.contracts(), surroundings.pageCalls());
        assertThat(bundle.unreadable()).isEmpty();
        assertThat(bundle.files()).hasSameSizeAs(surroundings.files());
        List<Finding> findings = new ArrayList<>();
        RouteChecks.forFiles(bundle).values().forEach(check -> bundle.files().forEach(file -> findings.addAll(check.check(file))));
        RouteChecks.forBundle().values().forEach(check -> findings.addAll(check.check(bundle)));
        return findings.stream().map(Finding::toString).toList();
    }

    private static boolean isThere(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    private static Result run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(WORK, "output", ".txt");
        Process process = new ProcessBuilder(command).directory(WORK.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(String.join(" ", command) + " ends in time").isTrue();
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private record Result(int code, String output) {
    }
}
