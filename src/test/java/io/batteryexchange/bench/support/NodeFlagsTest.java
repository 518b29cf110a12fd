package io.batteryexchange.bench.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NodeFlagsTest {

    @Test
    void theNodesThatAreMeasuredRunWithOtherFlagsThanTheImages() throws Exception {
        String entryPoint = Files.readAllLines(Path.of("Dockerfile")).stream().filter(line -> line.startsWith("ENTRYPOINT") && line.contains("battery-exchange.jar")).findFirst().orElseThrow();
        List<String> flags = Pattern.compile("\"(-XX:[^\"]+)\"").matcher(entryPoint).results().map((MatchResult flag) -> flag.group(1))
            .filter(flag -> !flag.startsWith("-XX:SharedArchiveFile")).toList(); // measured with and without
        assertThat(flags).isNotEmpty().isEqualTo(NodeFlags.OF_IMAGE);
        assertThat(Files.readString(Path.of("config/kubernetes/deployment.yaml"))).contains("memory: 1536Mi");
    }
}
