package io.batteryexchange.prometheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whatever {@code config/} asks Prometheus: the rules and the dashboard. */
public final class Expressions {

    static final Path RULES = Path.of("config/prometheus/rules.yml");
    static final Path DASHBOARD = Path.of("config/grafana/battery-exchange.json");

    private static final ObjectMapper YAML = YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private Expressions() {
    }

    /** By where they stand, as Prometheus would get them. */
    public static Map<String, String> all() {
        Map<String, String> expressions = new LinkedHashMap<>();
        rules().forEach(rule -> expressions.put("rule " + rule.path("alert").asText(), rule.path("expr").asText()));
        panels().forEach(panel -> panel.path("targets").forEach(target ->
            expressions.put("panel " + panel.path("title").asText() + " " + target.path("refId").asText(), withoutVariables(target.path("expr").asText()))));
        return expressions;
    }

    static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        yaml(RULES).path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    static JsonNode dashboard() {
        return read(JSON, DASHBOARD);
    }

    /** The panels of the dashboard without the rows that head them. */
    static List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        dashboard().path("panels").forEach(panel -> {
            if (!panel.path("type").asText().equals("row")) {
                panels.add(panel);
            }
        });
        return panels;
    }

    static JsonNode yaml(Path file) {
        return read(YAML, file);
    }

    /** Grafana's variables as it fills them in. */
    private static String withoutVariables(String expression) {
        return expression.replace("$__rate_interval", "1m").replace("$instance", ".+");
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
