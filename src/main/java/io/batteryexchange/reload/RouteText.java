package io.batteryexchange.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Set;
import java.util.TreeSet;

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

    /** Whether error policies are defined here. */
    static boolean hasPolicies(String text) {
        return text.contains("- routeConfiguration:");
    }

    /** Whether a route here names an error policy. */
    static boolean namesPolicies(String text) {
        return text.contains("routeConfigurationId:");
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
            String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new IllegalArgumentException(line + e.getOriginalMessage(), e);
        }
    }
}
