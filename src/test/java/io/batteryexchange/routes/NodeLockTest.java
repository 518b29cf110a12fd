package io.batteryexchange.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The npm packages of {@link KaotoIT} and {@link PicturesIT}: which ones is fixed by their hashes, where they come from is the matter of each machine. */
class NodeLockTest {

    @Test
    void thePackagesAreNotFixedOrAreTiedToAPlace() throws IOException {
        JsonNode packages = new ObjectMapper().readTree(Path.of("src/test/node/package-lock.json").toFile()).path("packages");

        assertThat(packages.size()).isGreaterThan(100);
        packages.properties().forEach(each -> {
            if (!each.getKey().isEmpty()) {
                assertThat(each.getValue().path("integrity").asText()).as(each.getKey()).startsWith("sha512-");
                assertThat(each.getValue().has("resolved")).as("%s names a place; the .npmrc beside the lock file keeps npm from writing it", each.getKey()).isFalse();
            }
        });
    }
}
