package io.batteryexchange.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.bench.support.NodeFlags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The image is described twice, for Docker ({@code Dockerfile}) and without it (profile {@code image} of the pom): both are the same service. */
class DockerfileTest {

    private final String dockerfile = Yaml.text("Dockerfile");
    private final String pom = Yaml.text("pom.xml");
    /** The last stage. */
    private final String image = dockerfile.substring(dockerfile.lastIndexOf("\nFROM "));

    @Test
    void standsOnTheSameBase() {
        assertThat(one(dockerfile, "ARG JAVA_IMAGE=(\\S+)")).isEqualTo(one(pom, "<image\\.base>([^<]+)<"));
        assertThat(all(dockerfile, "\nFROM (\\S+)")).containsOnly("${JAVA_IMAGE}");
    }

    @Test
    void runsAsTheSameUserWithTheSameOptions() {
        assertThat(one(image, "\nUSER (\\S+)")).isEqualTo(one(pom, "<user>([^<]+)<")).isNotEqualTo("root").doesNotStartWith("0");
        assertThat(one(image, "\nWORKDIR (\\S+)")).isEqualTo(one(pom, "<workingDirectory>([^<]+)<"));
        assertThat(one(image, "\nEXPOSE (\\d+)")).isEqualTo(one(pom, "<port>([^<]+)<"));
        List<String> options = new ArrayList<>(all(pom, "<jvmFlag>([^<]+)<"));
        options.add("-XX:SharedArchiveFile=classes.jsa"); // made by Java itself, which builds nothing of the other image
        assertThat(all(one(image, "\nENTRYPOINT \\[(.*)]"), "\"(-XX:[^\"]+)\"")).isEqualTo(options);
        assertThat(one(image, "\nENV (.*)").split(" ")).containsExactlyInAnyOrder("SERVER_ADDRESS=" + one(pom, "<SERVER_ADDRESS>([^<]+)<"), "LC_ALL=" + one(pom, "<LC_ALL>([^<]+)<"));
    }

    /** The archive of classes is measured with and without. */
    @Test
    void isMeasuredWithTheSameOptionsInThePodsMemory() {
        assertThat(all(pom, "<jvmFlag>([^<]+)<")).isNotEmpty().isEqualTo(NodeFlags.OF_IMAGE);
        assertThat(Yaml.text("config/kubernetes/deployment.yaml")).contains("memory: 1536Mi");
    }

    /** The archive knows jars by their path, as it was said: another one is no error, only slow. */
    @Test
    void archivesTheClassesOfTheJarThatItStarts() {
        assertThat(image.indexOf("\nRUN ./archive-classes battery-exchange.jar classes.jsa\n")).as("after what a start needs").isGreaterThan(image.indexOf("\nCOPY routes routes\n"))
            .as("by the owner of the files").isLessThan(image.indexOf("\nUSER "));
        assertThat(one(image, "\nENTRYPOINT \\[(.*)]")).endsWith("\"-jar\", \"battery-exchange.jar\"");
    }

    @Test
    void copiesOnlyWhatIsThere() {
        List<String> sources = all(dockerfile, "\nCOPY (?!--from)(.+) \\S+").stream().flatMap(line -> Stream.of(line.split(" "))).toList();

        assertThat(sources).filteredOn(source -> !source.startsWith("target/")).isNotEmpty().allSatisfy(source -> assertThat(Path.of(source)).exists());
        assertThat(Yaml.text(".dockerignore")).contains("!config\n", "!routes\n");
        assertThat(sources).filteredOn(source -> source.startsWith("target/")).allSatisfy(source -> assertThat(Yaml.text(".dockerignore")).contains("!" + source + "\n"));
    }

    private static String one(String text, String pattern) {
        List<String> found = all(text, pattern);
        assertThat(found).as(pattern).hasSize(1);
        return found.get(0);
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
    }
}
