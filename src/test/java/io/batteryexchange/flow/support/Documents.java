package io.batteryexchange.flow.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON documents by name and value. */
public final class Documents {

    public static final ObjectMapper JSON = new ObjectMapper();

    private Documents() {
    }

    public static ObjectNode object(Object... namesAndValues) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.set((String) namesAndValues[i], JSON.valueToTree(namesAndValues[i + 1]));
        }
        return object;
    }

    public static ArrayNode array(Iterable<?> values) {
        ArrayNode array = JSON.createArrayNode();
        values.forEach(value -> array.add(JSON.<com.fasterxml.jackson.databind.JsonNode>valueToTree(value)));
        return array;
    }
}
