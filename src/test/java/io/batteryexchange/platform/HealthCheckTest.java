package io.batteryexchange.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image's health check, {@code config/container/healthy}. */
@Timeout(30)
class HealthCheckTest {

    @BeforeEach
    void bashIsInstalled() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no /bin/bash here; the image's base has one");
    }

    @ParameterizedTest
    @CsvSource({"200, true", "503, false", "404, false"})
    void believesNoAnswerBut200(int status, boolean healthy) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(healthy(server.getAddress().getPort())).isEqualTo(healthy);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobodyThereIsNotHealthy() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(healthy(port)).isFalse();
    }

    @Test
    void aServiceThatDoesNotAnswerIsNotHealthy() throws IOException, InterruptedException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(healthy(mute.getLocalPort())).isFalse();
        }
    }

    private static boolean healthy(int port) throws IOException, InterruptedException {
        ProcessBuilder check = new ProcessBuilder("config/container/healthy");
        check.environment().put("SERVER_PORT", String.valueOf(port));
        Process process = check.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0;
    }
}
