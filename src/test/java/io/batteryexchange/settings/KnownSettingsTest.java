package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.routes.tree.Settings;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Settings of Spring Boot and Camel that their libraries no longer know are ignored without a word ({@code camel.springboot.*} once left no route at all). */
@Tag("upgrade")
class KnownSettingsTest {

    private static final Set<String> THEIRS = Set.of("spring", "server", "management", "camel", "logging");
    private static final List<String> MAPS = List.of("logging.level", "logging.structured.json.add", "management.endpoint.health.group");

    private final Map<String, JsonNode> known = known();
    private final List<String> ours = ours();

    @Test
    void everySettingIsKnownToALibraryOfTheJar() {
        assertThat(ours).hasSizeGreaterThan(50).filteredOn(name -> !known.containsKey(mapOf(name))).isEmpty();
    }

    @Test
    void noSettingIsDeprecated() {
        assertThat(ours).filteredOn(known::containsKey).allSatisfy(name -> assertThat(known.get(name).path("deprecation").isMissingNode()).as(name).isTrue());
    }

    /** Of a map only its own name is known. */
    private static String mapOf(String name) {
        return MAPS.stream().filter(map -> name.startsWith(map + ".")).findFirst().orElse(name);
    }

    private static List<String> ours() {
        try {
            return Settings.read(Files.readString(Path.of("config/application.yaml"))).defaults().keySet().stream()
                .filter(name -> THEIRS.contains(name.substring(0, Math.max(0, name.indexOf('.'))))).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, JsonNode> known() {
        Map<String, JsonNode> properties = new HashMap<>();
        try {
            for (String file : List.of("META-INF/spring-configuration-metadata.json", "META-INF/additional-spring-configuration-metadata.json")) {
                for (URL url : Collections.list(KnownSettingsTest.class.getClassLoader().getResources(file))) {
                    new ObjectMapper().readTree(url).path("properties").forEach(property -> properties.putIfAbsent(property.path("name").asText(), property));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return properties;
    }
}
