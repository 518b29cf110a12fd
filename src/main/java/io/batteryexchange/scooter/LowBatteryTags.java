package io.batteryexchange.scooter;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.settings.BundleSettings.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The low-battery tags ({@code tags.low}: name to priority) on a scooter as {@code car/info} tells it in variable {@code answer}. */
@Component("lowBatteryTags")
public class LowBatteryTags {

    private final Map<String, Integer> priorities;
    private final Set<String> rental;

    LowBatteryTags(Tags tags) {
        this.priorities = Map.copyOf(tags.low());
        this.rental = tags.rental() == null ? Set.of() : Set.copyOf(tags.rental());
    }

    /** All configured low tags, the one of the highest priority first. */
    public List<String> mostUrgentFirst() {
        return new TreeMap<>(priorities).entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey).toList();
    }

    /** The priority that a low tag gives a task. */
    public int priorityOf(String tag) {
        return priorities.get(tag);
    }

    /** Sets {@code tag}, {@code tag_id} and {@code priority} by the most urgent low tag (no value where there is none), {@code car_number}, {@code lat}, {@code lon}. */
    public void find(Exchange exchange) {
        Scooters.readPosition(exchange, exchange.getVariable("answer", JsonNode.class));
        findTag(exchange);
    }

    /** As {@link #find}, without number and position. */
    public void findTag(Exchange exchange) {
        JsonNode most = null;
        for (JsonNode tag : lowTags(exchange.getVariable("answer", JsonNode.class))) {
            if (most == null || priority(tag) > priority(most)) {
                most = tag;
            }
        }
        if (most == null) {
            List.of("tag", "tag_id", "priority").forEach(exchange::removeVariable);
        } else {
            exchange.setVariable("tag", most.path("tag").asText());
            exchange.setVariable("tag_id", most.path("tag_id").asText());
            exchange.setVariable("priority", priority(most));
        }
    }

    /**
     * Sets {@code need} by the scooter's tags in variable {@code scooter}: {@code a swap}; {@code nothing}, when no low tag is on it any more; {@code another task},
     * when the task's {@code tag_id} is off and another low tag is on; {@code its ride over}, while it has a rental tag (variable {@code rental_tag}). A more
     * urgent tag than the task's raises {@code tag} and {@code priority}.
     */
    public void need(Exchange exchange) {
        JsonNode scooter = exchange.getVariable("scooter", JsonNode.class);
        List<JsonNode> low = lowTags(scooter);
        String tagId = exchange.getVariable("tag_id", String.class);
        String ride = rentalTag(scooter).orElse(null);
        if (low.isEmpty()) {
            exchange.setVariable("need", "nothing");
        } else if (low.stream().noneMatch(tag -> tag.path("tag_id").asText().equals(tagId))) {
            exchange.setVariable("need", "another task");
        } else {
            exchange.setVariable("need", ride == null ? "a swap" : "its ride over");
            exchange.setVariable("rental_tag", ride);
            JsonNode most = low.stream().max(Comparator.comparingInt(this::priority)).orElseThrow();
            if (priority(most) > exchange.getVariable("priority", Integer.class)) {
                exchange.setVariable("priority", priority(most));
                exchange.setVariable("tag", most.path("tag").asText());
            }
        }
    }

    /** The tag by which a rider has the scooter; empty: none has. */
    Optional<String> rentalTag(JsonNode scooter) {
        return StreamSupport.stream(scooter.path("tags").spliterator(), false).map(tag -> tag.path("tag").asText()).filter(rental::contains).findFirst();
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
