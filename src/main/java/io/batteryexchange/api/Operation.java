package io.batteryexchange.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One operation of a contract: what a request for it has to look like. */
final class Operation {

    /**
     * @param in   {@code path} or {@code query}
     * @param type of its schema; a parameter comes as text and is read by it
     */
    record Parameter(String name, String in, boolean required, String type, JsonSchema schema) {

        boolean takes(String text) {
            return schema.validate(value(text)).isEmpty();
        }

        private JsonNode value(String text) {
            return switch (type) {
                case "integer" -> INTEGER.matcher(text).matches() ? JsonNodeFactory.instance.numberNode(new BigInteger(text)) : TextNode.valueOf(text);
                case "boolean" -> text.equals("true") || text.equals("false") ? BooleanNode.valueOf(text.equals("true")) : TextNode.valueOf(text);
                default -> TextNode.valueOf(text);
            };
        }
    }

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern IN_BRACES = Pattern.compile("\\{([^}]+)}");

    private final String id;
    private final String template;
    private final String method;
    private final List<Parameter> parameters;
    private final JsonSchema body;
    private final Pattern path;
    private final List<String> names;

    /**
     * @param id   its {@code operationId}: the {@code direct:} route that serves it
     * @param body null where the operation takes none
     */
    Operation(String id, String template, String method, List<Parameter> parameters, JsonSchema body) {
        this.id = id;
        this.template = template;
        this.method = method.toUpperCase(Locale.ROOT);
        this.parameters = List.copyOf(parameters);
        this.body = body;
        names = IN_BRACES.matcher(template).results().map((MatchResult found) -> found.group(1)).toList();
        path = Pattern.compile("\\Q" + IN_BRACES.matcher(template).replaceAll("\\\\E([^/]+)\\\\Q") + "\\E", Pattern.DOTALL);
    }

    String id() {
        return id;
    }

    /** Its path, with parameters in braces. */
    String template() {
        return template;
    }

    String method() {
        return method;
    }

    boolean takesBody() {
        return body != null;
    }

    boolean isAt(String decodedPath) {
        return path.matcher(decodedPath).matches();
    }

    /** The first parameter of path or query that is missing, repeated or breaks its schema. */
    Optional<String> wrongParameter(String decodedPath, Map<String, List<String>> query) {
        Map<String, String> inPath = inPath(decodedPath);
        for (Parameter parameter : parameters) {
            List<String> values = parameter.in().equals("path") ? List.of(inPath.get(parameter.name()))
                : query.getOrDefault(parameter.name(), List.of());
            if (values.size() > 1 || values.isEmpty() && parameter.required() || !values.stream().allMatch(parameter::takes)) {
                return Optional.of(parameter.name());
            }
        }
        return Optional.empty();
    }

    /** The field of the body that is missing or breaks the schema, else {@code body}; empty when the body is as it should be. */
    Optional<String> wrongField(JsonNode document) {
        for (Map.Entry<String, JsonNode> field : document.properties()) {
            if (isBeyondNumbers(field.getValue())) {
                return Optional.of(field.getKey());
            }
        }
        return body.validate(document).stream().findFirst().map(Operation::field);
    }

    /** Holds a number like 1e400, on which the comparison with an enum would break. */
    private static boolean isBeyondNumbers(JsonNode value) {
        if (value.isDouble()) {
            return !Double.isFinite(value.doubleValue());
        }
        for (JsonNode inner : value) {
            if (isBeyondNumbers(inner)) {
                return true;
            }
        }
        return false;
    }

    private static String field(ValidationMessage message) {
        if (message.getInstanceLocation().getNameCount() > 0) {
            return message.getInstanceLocation().getName(0);
        }
        return message.getProperty() == null ? "body" : message.getProperty();
    }

    /** Of a query, what the contract knows. */
    Map<String, List<String>> known(Map<String, List<String>> query) {
        Map<String, List<String>> kept = new LinkedHashMap<>(query);
        kept.keySet().retainAll(parameters.stream().filter(parameter -> parameter.in().equals("query")).map(Parameter::name).toList());
        return Collections.unmodifiableMap(kept);
    }

    /** The parameters of a path at which it is, by their names. */
    Map<String, String> inPath(String decodedPath) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Matcher segments = path.matcher(decodedPath);
        segments.matches();
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            found.put(names.get(i), segments.group(i + 1));
        }
        return found;
    }
}
