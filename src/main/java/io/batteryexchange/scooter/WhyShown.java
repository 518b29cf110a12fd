package io.batteryexchange.scooter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * {@link WhyNotServed}'s answer as its page shows it.
 *
 * @param carNumber null: not known
 * @param fleet     {@code known}, {@code unknown} or {@code down}
 * @param task      missing: there never was one
 * @param discovery how long ago discovery ran well, minutes; null: never
 */
public record WhyShown(String carId, String carNumber, String fleet, List<String> fleetTags, JsonNode task, Long discovery, List<Shown> reasons) {

    /** A reason; its sentences are {@code scooter.headline.<kind>} and {@code scooter.reason.<kind>}. */
    public record Shown(String kind, List<Object> args, String link) {

        public Object[] params() {
            return args.toArray();
        }
    }

    static WhyShown of(JsonNode answer) {
        List<String> tags = new ArrayList<>();
        answer.path("fleet_tags").forEach(tag -> tags.add(tag.asText()));
        return new WhyShown(answer.path("car_id").asText(), answer.path("car_number").asText(null), answer.path("fleet").asText(), tags, answer.path("task"),
            answer.has("discovery_minutes") ? answer.path("discovery_minutes").asLong() : null, StreamSupport.stream(answer.path("reasons").spliterator(), false).map(WhyShown::shown).toList());
    }

    private static Shown shown(JsonNode reason) {
        List<Object> args = new ArrayList<>();
        reason.path("args").forEach(arg -> args.add(arg.isNumber() ? (Object) arg.longValue() : arg.asText()));
        return new Shown(reason.path("kind").asText(), args, reason.path("link").asText(null));
    }

    /** The weightiest. */
    public Shown headline() {
        return reasons.get(0);
    }

    public boolean hasTask() {
        return task.isObject();
    }

    public JsonNode rejected() {
        return task.path("rejected_cabinets");
    }
}
