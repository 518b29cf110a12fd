package io.batteryexchange.flow.support.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The contract files as a caller reads them, every {@code $ref} followed. Shares no code with what the bundle makes of them. */
public final class Contract {

    /** @param schema resolved */
    public record Parameter(String name, String in, boolean required, JsonNode schema) {
    }

    /**
     * @param template the whole path, with names in braces
     * @param body     the body's resolved schema, or null
     * @param codes    the codes that a status may come with, for each status that is described
     */
    public record Operation(String id, String scope, String method, String template, List<Parameter> parameters, JsonNode body, Map<Integer, Set<String>> codes) {

        public List<Parameter> in(String place) {
            return parameters.stream().filter(parameter -> parameter.in().equals(place)).toList();
        }
    }

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Contract() {
    }

    /** All operations of all contract files. */
    public static List<Operation> operations() {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/openapi"))) {
            List<Operation> operations = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                read(YAML.readTree(file.toFile()), operations);
            }
            return operations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(JsonNode contract, List<Operation> operations) {
        String scope = contract.at("/security/0").fieldNames().next();
        for (Map.Entry<String, JsonNode> path : contract.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> entry : path.getValue().properties()) {
                JsonNode operation = resolved(contract, entry.getValue());
                List<Parameter> parameters = new ArrayList<>();
                operation.path("parameters").forEach(parameter -> parameters.add(new Parameter(parameter.path("name").asText(), parameter.path("in").asText(),
                    parameter.path("required").asBoolean(), parameter.path("schema"))));
                JsonNode body = operation.at("/requestBody/content/application~1json/schema");
                operations.add(new Operation(operation.path("operationId").asText(), scope, entry.getKey().toUpperCase(), contract.at("/servers/0/url").asText() + path.getKey(),
                    List.copyOf(parameters), body.isMissingNode() ? null : body, codes(operation.path("responses"))));
            }
        }
    }

    private static Map<Integer, Set<String>> codes(JsonNode responses) {
        Map<Integer, Set<String>> codes = new TreeMap<>();
        for (Map.Entry<String, JsonNode> response : responses.properties()) {
            if (!response.getKey().equals("default")) {
                Set<String> allowed = new TreeSet<>();
                response.getValue().findValues("code").forEach(code -> code.path("enum").forEach(value -> allowed.add(value.asText())));
                codes.put(Integer.valueOf(response.getKey()), allowed);
            }
        }
        return codes;
    }

    private static JsonNode resolved(JsonNode contract, JsonNode node) {
        if (node.has("$ref")) {
            return resolved(contract, contract.at(node.get("$ref").asText().substring(1)));
        }
        if (node.isObject()) {
            ObjectNode object = YAML.createObjectNode();
            node.properties().forEach(entry -> object.set(entry.getKey(), resolved(contract, entry.getValue())));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = YAML.createArrayNode();
            node.forEach(element -> array.add(resolved(contract, element)));
            return array;
        }
        return node;
    }
}
