package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Camel and Spring Boot are raised in one place each; Maven wants Boot's in {@code <parent>}, where no property is read. */
@Tag("upgrade")
class VersionsTest {

    private final String pom = pom();
    private final String camel = value("<camel\\.version>([^<]+)</camel\\.version>");
    private final String boot = value("<artifactId>spring-boot-starter-parent</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void eachStandsInOnePlace() {
        assertThat(pom.split(Pattern.quote(">" + camel + "<"), -1)).hasSize(2);
        assertThat(pom.split(Pattern.quote(">" + boot + "<"), -1)).hasSize(2);
    }

    /** A BOM that is imported in the wrong order, or a library that brings its own, mixes versions. */
    @Test
    void noLibraryIsOfAnotherVersion() throws IOException {
        assertThat(versions("org.apache.camel", "org.apache.camel.springboot")).containsExactly(camel);
        assertThat(versions("org.springframework.boot")).containsExactly(boot);
    }

    private static Set<String> versions(String... groups) throws IOException {
        Set<String> versions = new TreeSet<>();
        try (InputStream file = VersionsTest.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            for (JsonNode component : new ObjectMapper().readTree(file).path("components")) {
                if (Set.of(groups).contains(component.path("group").asText())) {
                    versions.add(component.path("version").asText());
                }
            }
        }
        return versions;
    }

    private String value(String pattern) {
        return Pattern.compile(pattern).matcher(pom).results().map((MatchResult match) -> match.group(1)).findFirst().orElseThrow();
    }

    private static String pom() {
        try {
            return Files.readString(Path.of("pom.xml"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
