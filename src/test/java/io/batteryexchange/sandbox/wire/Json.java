package io.batteryexchange.sandbox.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.stream.Stream;

/** JSON in few words. */
public final class Json {

    /** Refuses what a lenient reader would let pass: repeated keys and trailing text. */
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Json() {
    }

    /** From name, value, name, value…; a null value stays as JSON null. */
    public static ObjectNode object(Object... pairs) {
        ObjectNode node = MAPPER.createObjectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            node.set((String) pairs[i], tree(pairs[i + 1]));
        }
        return node;
    }

    /** Like {@link #object}, but a field without a value is left out. */
    public static ObjectNode present(Object... pairs) {
        ObjectNode node = MAPPER.createObjectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                node.set((String) pairs[i], tree(pairs[i + 1]));
            }
        }
        return node;
    }

    public static ArrayNode array(Stream<?> values) {
        ArrayNode node = MAPPER.createArrayNode();
        values.forEach(v -> node.add(tree(v)));
        return node;
    }

    public static JsonNode tree(Object value) {
        return value instanceof JsonNode node ? node : MAPPER.valueToTree(value);
    }

    public static String excerpt(String text) {
        return text == null ? "" : text.length() <= 2000 ? text : text.substring(0, 2000) + "…";
    }
}
