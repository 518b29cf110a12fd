package io.batteryexchange.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kubernetes shows each file of a ConfigMap three times: as a link, in the folder behind {@code ..data}, and in that folder under its own name. */
@Tag("upgrade")
class ConfigMapFolderTest {

    @TempDir
    private Path folder;

    /** Two routes of one id stop the start. */
    @Test
    void camelFindsARouteFileOnce() throws Exception {
        asKubernetesMounts("claims", "on-failed.camel.yaml");
        String pattern = Yaml.file("config/application.yaml").at("/camel/main/routes-include-pattern").asText();

        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            assertThat(PluginHelper.getPackageScanResourceResolver(camel).findResources(pattern.replace("file:routes/", "file:" + folder + "/routes/")))
                .extracting(Resource::getLocation).containsExactly("file:" + folder + "/routes/claims/on-failed.camel.yaml");
        }
    }

    private void asKubernetesMounts(String name, String file) throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("routes").resolve(name));
        Path version = Files.createDirectory(mounted.resolve("..2026_11_29_03_00_00.123456789"));
        Files.writeString(version.resolve(file), "[]");
        Files.createSymbolicLink(mounted.resolve("..data"), version.getFileName());
        Files.createSymbolicLink(mounted.resolve(file), Path.of("..data", file));
    }
}
