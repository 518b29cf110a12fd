package io.batteryexchange.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of {@code config/} for platforms, and what the service says about itself. */
final class Yaml {

    private static final YAMLMapper YAML = YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+):");

    private Yaml() {
    }

    static JsonNode file(String path) {
        return documents(text(path)).get(0);
    }

    static List<JsonNode> documents(String text) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment variables that {@code config/application.yaml} reads. */
    static Set<String> variables() {
        return VARIABLE.matcher(text("config/application.yaml")).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those without which the service does not start (README, "Deploy"). */
    static Set<String> requiredVariables() {
        Set<String> names = new TreeSet<>(Set.of("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD",
            "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI"));
        for (String partner : List.of("SCOOTER_BACKEND", "SCOOTER_ACCUMULATOR", "CARGO")) {
            names.add("UPSTREAM_" + partner + "_URL");
            names.add("UPSTREAM_" + partner + "_TOKEN");
        }
        return names;
    }
}
