package io.batteryexchange.scooter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.database.JsonText;
import io.batteryexchange.settings.BundleSettings.SensorWatcher;
import io.batteryexchange.settings.BundleSettings.Tags;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import io.batteryexchange.upstream.UpstreamMoment;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Charge sensors (percent) to low tags: a scooter below a threshold gets the threshold's tag; at the threshold plus hysteresis (percent points) or
 * above, the tag goes; in between all stays as it is (spec, Low accumulator; settings {@code sensor-watcher}).
 */
@Component("sensorWatch")
public class SensorWatch {

    /** One round, in variable {@code sensor_round}: who has which tag, as the fleet backend told at its beginning. Not shared between threads. */
    public static final class Round {

        private final Map<String, Set<String>> scootersByTag = new LinkedHashMap<>();
        private int unreadable;

        /** The tags to ask the car list for. */
        public List<String> getTags() {
            return List.copyOf(scootersByTag.keySet());
        }

        /** How many values were no percentages. */
        public int getUnreadable() {
            return unreadable;
        }
    }

    private final SensorWatcher settings;
    private final Tags tags;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    SensorWatch(SensorWatcher settings, Tags tags, ObjectMapper json, MeterRegistry meters) {
        this.settings = settings;
        this.tags = tags;
        this.json = json;
        this.meters = meters;
    }

    public void begin(Exchange exchange) {
        Round round = new Round();
        settings.thresholds().forEach(threshold -> round.scootersByTag.put(SensorWatcher.tag(threshold), new HashSet<>()));
        round.scootersByTag.put(tags.vehicleNotFound(), new HashSet<>());
        round.scootersByTag.put(tags.vehicleDestroyed(), new HashSet<>());
        exchange.setVariable("sensor_round", round);
    }

    /** The page of the car list in variable {@code page} has the tag in variable {@code tags_filter}. */
    public void collectTagged(Exchange exchange) {
        Set<String> tagged = round(exchange).scootersByTag.get(exchange.getVariable("tags_filter", String.class));
        elements(exchange, "scooter-backend car/list", "cars").forEach(car -> tagged.add(car.path("id").asText()));
    }

    /**
     * What the values of the page in variable {@code page} ask for, as a JSON array of {@code place, car_id, percent, measured_at, action, tag}; action is
     * {@code set} or {@code take}. A scooter that couriers did not find or found destroyed gets no tag.
     */
    public String changes(Exchange exchange) throws JsonProcessingException {
        Round round = round(exchange);
        List<Map<String, Object>> changes = new ArrayList<>();
        for (JsonNode reading : elements(exchange, "scooter-backend telematics/sensors", "values")) {
            String carId = reading.path("car_id").asText("");
            JsonNode value = reading.path("value");
            if (carId.isEmpty() || !value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= 100)) {
                round.unreadable++;
                continue;
            }
            for (int threshold : settings.thresholds()) {
                Set<String> tagged = round.scootersByTag.get(SensorWatcher.tag(threshold));
                if (value.asDouble() < threshold && !isLost(round, carId) && tagged.add(carId)) {
                    changes.add(change(changes.size(), reading, "set", SensorWatcher.tag(threshold)));
                } else if (value.asDouble() >= threshold + settings.hysteresis() && tagged.remove(carId)) {
                    changes.add(change(changes.size(), reading, "take", SensorWatcher.tag(threshold)));
                }
            }
        }
        return JsonText.withoutNul(json.writeValueAsString(changes));
    }

    /** Counts a tag that was set or taken away: {@code battery_exchange_sensor_tags_total}, tag {@code action}. */
    public void changed(String action) {
        meters.counter("battery.exchange.sensor.tags", "action", action).increment();
    }

    private boolean isLost(Round round, String carId) {
        return round.scootersByTag.get(tags.vehicleNotFound()).contains(carId) || round.scootersByTag.get(tags.vehicleDestroyed()).contains(carId);
    }

    private static Map<String, Object> change(int place, JsonNode reading, String action, String tag) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("place", place);
        change.put("car_id", reading.path("car_id").asText());
        change.put("percent", reading.path("value").asDouble());
        change.put("measured_at", UpstreamMoment.text(reading.path("measured_at").asText(null)));
        change.put("action", action);
        change.put("tag", tag);
        return change;
    }

    private static JsonNode elements(Exchange exchange, String call, String field) {
        JsonNode elements = exchange.getVariable("page", JsonNode.class).path(field);
        if (!elements.isArray()) {
            throw new UpstreamAnswerUnusable(call, "no list of " + field);
        }
        return elements;
    }

    private static Round round(Exchange exchange) {
        return exchange.getVariable("sensor_round", Round.class);
    }
}
