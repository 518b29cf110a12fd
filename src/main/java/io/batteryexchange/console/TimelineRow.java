package io.batteryexchange.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An entry of a timeline.
 *
 * @param milliseconds how long a call took; null where nothing was measured
 * @param detail       what it was about, flat: {@code candidates.0.km}
 */
public record TimelineRow(String at, String kind, String name, String outcome, Integer milliseconds, Map<String, String> detail) {

    private static final String DURATION = "ms";

    static TimelineRow of(JsonNode entry) {
        Map<String, String> detail = new LinkedHashMap<>();
        flatten("", entry.path("detail"), detail);
        String duration = detail.remove(DURATION);
        return new TimelineRow(entry.path("at").asText(), entry.path("kind").asText(), entry.path("name").asText(), entry.path("outcome").asText(),
            duration == null ? null : Integer.valueOf(duration), detail);
    }

    private static void flatten(String path, JsonNode value, Map<String, String> flat) {
        if (value.isObject()) {
            value.properties().forEach(field -> flatten(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), flat));
        } else if (value.isArray() && value.size() > 0 && value.get(0).isContainerNode()) {
            for (int i = 0; i < value.size(); i++) {
                flatten(path + "." + (i + 1), value.get(i), flat);
            }
        } else if (!value.isNull() && !(value.isValueNode() ? value.asText().isBlank() : value.isEmpty())) {
            flat.put(path, value.isArray() ? list(value) : value.asText());
        }
    }

    private static String list(JsonNode values) {
        StringBuilder list = new StringBuilder();
        values.forEach(value -> list.append(list.isEmpty() ? "" : ", ").append(value.asText()));
        return list.toString();
    }
}
