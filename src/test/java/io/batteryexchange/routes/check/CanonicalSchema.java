package io.batteryexchange.routes.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Makes the schema of the canonical form (which Camel ships from 4.21 on) out of the one that also allows shorthands: no text where an
 * object can stand ({@code to: direct:x}), no language right inside a step ({@code setBody: simple:}) but under {@code expression}.
 */
final class CanonicalSchema {

    private CanonicalSchema() {
    }

    static JsonNode of(JsonNode withShorthands) {
        JsonNode schema = withShorthands.deepCopy();
        tighten(schema);
        return schema;
    }

    private static void tighten(JsonNode node) {
        if (node instanceof ObjectNode object) {
            refuseTextForObject(object);
            refuseLanguageOutsideExpression(object);
        }
        node.forEach(CanonicalSchema::tighten);
    }

    private static void refuseTextForObject(ObjectNode schema) {
        JsonNode alternatives = schema.path("oneOf");
        List<ObjectNode> objects = new ArrayList<>();
        boolean allowsText = false;
        for (JsonNode alternative : alternatives) {
            if (alternative.has("properties") && alternative.path("type").asText().equals("object")) {
                objects.add((ObjectNode) alternative);
            } else if (alternative.path("type").asText().equals("string")) {
                allowsText = true;
            }
        }
        if (allowsText && objects.size() == 1) {
            schema.remove("oneOf");
            schema.setAll(objects.get(0));
        }
    }

    private static void refuseLanguageOutsideExpression(ObjectNode schema) {
        for (JsonNode group : schema.path("anyOf")) {
            ArrayNode alternatives = group.path("oneOf") instanceof ArrayNode array ? array : null;
            if (alternatives != null && removeInlineLanguages(alternatives)) {
                Set<String> inline = namesIn(alternatives);
                inline.remove("expression");
                ((ObjectNode) schema.path("properties")).remove(inline);
            }
        }
    }

    private static boolean removeInlineLanguages(ArrayNode alternatives) {
        boolean removed = false;
        for (Iterator<JsonNode> each = alternatives.iterator(); each.hasNext();) {
            if (each.next().path("$ref").asText().endsWith(".ExpressionDefinition")) {
                each.remove();
                removed = true;
            }
        }
        return removed;
    }

    /** The alternative 'none of these' lists every name that may stand inline. */
    private static Set<String> namesIn(ArrayNode alternatives) {
        Set<String> names = new HashSet<>();
        for (JsonNode alternative : alternatives) {
            for (JsonNode none : alternative.path("not").path("anyOf")) {
                none.path("required").forEach(name -> names.add(name.asText()));
            }
        }
        return names;
    }
}
