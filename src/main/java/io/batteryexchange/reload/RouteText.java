package io.batteryexchange.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What a route file says, before Camel takes it. */
final class RouteText {

    private static final ObjectMapper YAML = new YAMLMapper();

    private RouteText() {
    }

    /**
     * The ids of its routes.
     *
     * @throws IllegalArgumentException it is no list of routes and error policies, or a route has no id, which nobody could take away again
     */
    static Set<String> routes(String text) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode entity : entities(text)) {
            if (entity.has("route")) {
                String id = entity.path("route").path("id").asText();
                if (id.isEmpty()) {
                    throw new IllegalArgumentException("a route has no id");
                }
                ids.add(id);
            }
        }
        return ids;
    }

    /** The error policies that it defines, by their ids. */
    static Map<String, JsonNode> policies(String text) {
        Map<String, JsonNode> policies = new TreeMap<>();
        for (JsonNode entity : entities(text)) {
            if (entity.has("routeConfiguration")) {
                policies.put(entity.path("routeConfiguration").path("id").asText(), entity);
            }
        }
        return policies;
    }

    static boolean hasPolicies(String text) {
        return text.contains("- routeConfiguration:");
    }

    /** Whether a route here names one of the error policies. */
    static boolean names(String text, Set<String> policies) {
        return policies.stream().anyMatch(policy -> text.contains("routeConfigurationId: " + policy + "\n"));
    }

    /** Whether APIs are served here; Camel can't take their routes away again. */
    static boolean servesApis(String text) {
        return text.contains("- rest:");
    }

    /** Whether a route here uses the statement. */
    static boolean uses(String text, String statement) {
        return text.contains("/" + statement);
    }

    private static JsonNode entities(String text) {
        try {
            JsonNode entities = YAML.readTree(text);
            if (!entities.isArray() || entities.isEmpty()) {
                throw new IllegalArgumentException("it is no list of routes");
            }
            return entities;
        } catch (JsonProcessingException e) {
            String reason = e.getCause() instanceof MarkedYAMLException unreadable && unreadable.getProblemMark() != null
                ? "line " + (unreadable.getProblemMark().getLine() + 1) + ": " + unreadable.getProblem() : e.getOriginalMessage();
            throw new IllegalArgumentException(reason, e);
        }
    }
}
