package io.batteryexchange.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.DisallowUnknownKeywordFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The operations that we serve, as the OpenAPI files in {@code src/main/resources/openapi} describe them. Camel takes its routes from the same files, but looks
 * at a request hardly further than whether a parameter is there.
 */
@Component
class Contracts {

    private static final List<String> FILES = List.of("openapi/courier.yaml", "openapi/cargo-orders.yaml", "openapi/operator.yaml");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

    /** What may stand in a schema. Anything else is a slip of the pen that would check nothing: with it the node does not start. */
    private static final JsonMetaSchema SCHEMAS = JsonMetaSchema.builder(OpenApi30.getInstance())
        .keywords(Stream.of("openapi", "info", "servers", "security", "paths", "components").map(NonValidationKeyword::new).toList())
        .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
        .build();

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder().regularExpressionFactory(Contracts::expression).build();

    private final List<String> bases = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4, factory -> factory.metaSchema(SCHEMAS).defaultMetaSchemaIri(SCHEMAS.getIri()));

    Contracts() throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        for (String file : FILES) {
            try (InputStream in = new ClassPathResource(file).getInputStream()) {
                read(file, yaml.readTree(in));
            }
        }
    }

    /** The path lies beneath one of our APIs, and so nothing but their operations is there. */
    boolean covers(String path) {
        return bases.stream().anyMatch(base -> path.startsWith(base + "/") || path.equals(base));
    }

    /** The operations at a path (decoded, without query), one for each method; none where we serve nothing. */
    List<Operation> at(String path) {
        return operations.stream().filter(operation -> operation.isAt(path)).toList();
    }

    private void read(String file, JsonNode contract) {
        JsonSchema whole = schemas.getSchema(SchemaLocation.of("classpath:" + file), contract, CONFIG);
        String base = contract.at("/servers/0/url").asText();
        bases.add(base);
        for (Map.Entry<String, JsonNode> path : contract.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    String pointer = "/paths/" + escaped(path.getKey()) + "/" + operation.getKey();
                    operations.add(operation(whole, contract, base + path.getKey(), operation.getKey(), pointer));
                }
            }
        }
    }

    private Operation operation(JsonSchema whole, JsonNode contract, String path, String method, String pointer) {
        JsonNode operation = contract.at(pointer);
        List<Operation.Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < operation.path("parameters").size(); i++) {
            String at = resolved(contract, pointer + "/parameters/" + i);
            JsonNode parameter = contract.at(at);
            if (Set.of("path", "query").contains(parameter.path("in").asText())) {
                parameters.add(new Operation.Parameter(parameter.path("name").asText(), parameter.path("in").asText(), parameter.path("required").asBoolean(),
                    contract.at(resolved(contract, at + "/schema")).path("type").asText(), schema(whole, at + "/schema")));
            }
        }
        boolean body = operation.has("requestBody");
        return new Operation(operation.path("operationId").asText(), path, method, parameters, body ? schema(whole, pointer + "/requestBody/content/application~1json/schema") : null);
    }

    /** Where a {@code $ref} leads, as a pointer into the same file. */
    private static String resolved(JsonNode contract, String pointer) {
        String ref = contract.at(pointer).path("$ref").asText("");
        return ref.isEmpty() ? pointer : resolved(contract, ref.substring(1));
    }

    /** Out of the file's only copy: asked for by its address, each schema would be read with a file of its own around it. */
    private static JsonSchema schema(JsonSchema whole, String pointer) {
        return whole.getRefSchema(SchemaLocation.Fragment.of(pointer));
    }

    /** In a contract {@code $} is the very end; in Java it would let a line break after it pass. */
    private static RegularExpression expression(String regex) {
        Pattern pattern = Pattern.compile(regex.endsWith("$") ? regex.substring(0, regex.length() - 1) + "\\z" : regex);
        return value -> pattern.matcher(value).find();
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
