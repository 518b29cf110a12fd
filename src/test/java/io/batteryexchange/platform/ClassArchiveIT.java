package io.batteryexchange.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.ClassArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step of the Dockerfile does without anybody seeing it: Java starts as well with an archive that it can't use. */
class ClassArchiveIT {

    @TempDir
    private Path folder;

    /** {@code -Xshare:on} refuses to start without the archive, and what a class came from tells {@code class+load}. */
    @Test
    void isMadeWithoutDatabaseAndUsed() throws IOException, InterruptedException {
        Path jar = folder.resolve("service/battery-exchange.jar");
        Path archive = folder.resolve("classes.jsa");
        ClassArchive.unpack(Path.of("target/battery-exchange.jar"), jar.getParent());

        ClassArchive.make(jar, archive);

        try (ChildJvm service = ChildJvm.start("archive-used", List.of("-Xshare:on", "-XX:SharedArchiveFile=" + archive, "-Xlog:class+load", "-jar", jar.toString(), "verify-audit"), Map.of())) {
            assertThat(service.exitCode(60)).as("without a database").isPositive();
            assertThat(service.output()).contains("io.batteryexchange.BundleApplication source: shared objects file (top)")
                .contains("org.springframework.boot.SpringApplication source: shared objects file (top)");
        }
    }
}
