package io.batteryexchange.scooter;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.settings.BundleSettings.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The low-battery tags ({@code tags.low}: name to priority) on a scooter as {@code car/info} tells it in variable {@code answer}. */
@Component("lowBatteryTags")
public class LowBatteryTags {

    private final Map<String, Integer> priorities;

    LowBatteryTags(Tags tags) {
        this.priorities = Map.copyOf(tags.low());
    }

    /** All configured low tags, the one of the highest priority first. */
    public List<String> mostUrgentFirst() {
        return new TreeMap<>(priorities).entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey).toList();
    }

    /** Sets {@code tag}, {@code tag_id} and {@code priority} by the most urgent low tag (no value where there is none), {@code car_number}, {@code lat}, {@code lon}. */
    public void find(Exchange exchange) {
        JsonNode scooter = exchange.getVariable("answer", JsonNode.class);
        JsonNode most = null;
        for (JsonNode tag : lowTags(scooter)) {
            if (most == null || priority(tag) > priority(most)) {
                most = tag;
            }
        }
        Scooters.readPosition(exchange, scooter);
        if (most == null) {
            List.of("tag", "tag_id", "priority").forEach(exchange::removeVariable);
        } else {
            exchange.setVariable("tag", most.path("tag").asText());
            exchange.setVariable("tag_id", most.path("tag_id").asText());
            exchange.setVariable("priority", priority(most));
        }
    }

    /** All low tags on the scooter as {@code tag/tag_id}, space separated; empty where there is none. */
    public String allOn(Exchange exchange) {
        return String.join(" ", lowTags(exchange.getVariable("answer", JsonNode.class)).stream()
            .map(tag -> tag.path("tag").asText() + "/" + tag.path("tag_id").asText()).toList());
    }

    /** Makes one {@code tag/tag_id} in the body the tag to take off: variables {@code remove_tag}, {@code remove_tag_id}. */
    public void takeOff(Exchange exchange) {
        String[] tag = exchange.getMessage().getBody(String.class).split("/", 2);
        exchange.setVariable("remove_tag", tag[0]);
        exchange.setVariable("remove_tag_id", tag[1]);
    }

    private List<JsonNode> lowTags(JsonNode scooter) {
        List<JsonNode> low = new ArrayList<>();
        for (JsonNode tag : scooter.path("tags")) {
            if (priorities.containsKey(tag.path("tag").asText()) && !tag.path("tag_id").asText().isEmpty()) {
                low.add(tag);
            }
        }
        return low;
    }

    private int priority(JsonNode tag) {
        return priorities.get(tag.path("tag").asText());
    }
}
