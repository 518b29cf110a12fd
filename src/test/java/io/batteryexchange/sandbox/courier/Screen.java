package io.batteryexchange.sandbox.courier;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A screen as the app shows it: the courier finds what he needs by the items' ids. */
record Screen(JsonNode json) {

    /** One request of a button. */
    record Request(String method, String url) {
    }

    Optional<JsonNode> item(String id) {
        for (JsonNode item : json.path("constructor_items")) {
            if (item.path("id").asText().equals(id)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    boolean hasButton(String id) {
        return item(id).filter(i -> i.path("type").asText().equals("button")).isPresent();
    }

    /** The requests a button runs, in order. */
    List<Request> requests(String buttonId) {
        List<Request> requests = new ArrayList<>();
        item(buttonId).ifPresent(button -> button.path("actions").forEach(action -> {
            if (action.path("type").asText().equals("request")) {
                requests.add(new Request(action.path("method").asText(), action.path("url").asText()));
            }
        }));
        return requests;
    }

    /** How many accumulators are still to change hands; 0 when the screen does not say. */
    int left() {
        return item("left").map(i -> i.path("value").asInt()).orElse(0);
    }

    boolean sendsToStorekeeper() {
        String notice = item("notice").map(i -> i.path("text").asText()).orElse("").toLowerCase(Locale.ROOT);
        return notice.contains("кладовщик") || notice.contains("storekeeper");
    }
}
