package io.batteryexchange.flow.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** An answer of one of our APIs. */
public record Reply(int status, HttpHeaders headers, JsonNode body) {

    public String code() {
        return body.path("code").asText(null);
    }

    public String message() {
        return body.path("message").asText(null);
    }

    /** The item of a screen by its id; missing where the screen has none. */
    public JsonNode item(String id) {
        for (JsonNode item : body.path("constructor_items")) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
}
