package io.batteryexchange.scooter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.api.ApiRequest;
import io.batteryexchange.settings.BundleSettings.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Turns what is known of a scooter into reasons why it is not served (or how it is). A reason is a kind with arguments; its sentences are
 * {@code scooter.headline.<kind>} and {@code scooter.reason.<kind>} of {@code messages/scooter}. Spans of time are whole minutes.
 */
@Component("whyNotServed")
public class WhyNotServed {

    /** The kinds, the weightiest first: the first that applies is the headline. */
    enum Kind {
        NOTHING_KNOWN, ATTENTION, PARKED, MANUAL_MODE, CIRCUIT, RIDE, LATE, NO_CABINET, TRY_FAILED, IN_DOUBT, WAITING, PERFORMER_UNKNOWN, EVENTS_BEHIND, JOURNAL_NEVER, JOURNAL_BEHIND,
        WAITS_FOR_CARGO, COURIER, PLANNED, LOW_TAG_OFF, FLEET_DOWN, FLEET_UNKNOWN, PROCESSING_WITHOUT_TASK, NO_POSITION, COVERED, DISCOVERY_NEVER, DISCOVERY_LATE, SOON, NOT_LOW, ENDED,
        NO_TASK
    }

    /** @param link a page of the console; null: there is none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reason(@JsonIgnore Kind weight, String kind, List<Object> args, String link) {
    }

    /** Ids of tasks and scooters, numbers on scooters: letters of any script, no control characters. */
    private static final Pattern QUERY = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._:/@+#-]{0,127}");
    private static final Set<String> BEFORE_THE_CLAIM = Set.of("new", "planning", "booked", "waiting");
    private static final Set<String> BEFORE_THE_COURIER = Set.of("claim_created", "approved");
    /** A task that is due for longer, or an event that waits for longer, is late; seconds. */
    private static final int LATE = 60;

    private final ObjectMapper json;
    private final Tags tags;
    private final LowBatteryTags lowTags;
    private final long discoveryLate;
    private final long journalLate;

    WhyNotServed(ObjectMapper json, Tags tags, LowBatteryTags lowTags, @Value("${poll.car-list-ms}") long carListMs, @Value("${poll.claims-journal-ms}") long journalMs) {
        this.json = json;
        this.tags = tags;
        this.lowTags = lowTags;
        // Two rounds, as for what must never happen (spec, 3); the journal's rounds are short, and one that waits is none that fails.
        this.discoveryLate = 2 * carListMs / 1000;
        this.journalLate = Math.max(LATE, 2 * journalMs / 1000);
    }

    /**
     * Takes parameter {@code query}: a scooter's id, its number, or a task.
     *
     * @throws ApiRefusal 400 {@code bad_request}: it is none of these
     */
    public void request(Exchange exchange) {
        ApiRequest.who(exchange);
        Object query = exchange.getMessage().getHeader("query");
        ApiRequest.drop(exchange);
        if (!(query instanceof String text) || !QUERY.matcher(text.strip()).matches()) {
            throw new ApiRefusal(400, "bad_request", "query");
        }
        exchange.setVariable("query", text.strip());
    }

    /** The fleet backend answered (variable {@code answer}): variables {@code fleet}, {@code car_number}, {@code rental_tag}, {@code processing_tag}, {@code fleet_tags}, {@code no_position}. */
    public void takeTags(Exchange exchange) {
        JsonNode scooter = exchange.getVariable("answer", JsonNode.class);
        exchange.setVariable("fleet", "known");
        exchange.setVariable("no_position", !scooter.path("location").isObject());
        if (scooter.path("number").isTextual()) {
            exchange.setVariable("car_number", scooter.path("number").asText());
        }
        lowTags.rentalTag(scooter).ifPresent(tag -> exchange.setVariable("rental_tag", tag));
        StreamSupport.stream(scooter.path("tags").spliterator(), false)
            .filter(tag -> tag.path("tag").asText().equals(tags.processing())).findFirst()
            .ifPresent(tag -> exchange.setVariable("processing_tag", tag));
        exchange.setVariable("fleet_tags", StreamSupport.stream(scooter.path("tags").spliterator(), false).map(tag -> tag.path("tag").asText()).toList());
    }

    /** The answer by the facts in the body: the scooter, its newest task, when discovery ran well, {@code headline}, and {@code reasons} in the order of their weight. */
    public String answer(Exchange exchange) throws JsonProcessingException {
        JsonNode facts = json.readTree(exchange.getMessage().getBody(String.class));
        List<Reason> reasons = new ArrayList<>();
        JsonNode task = facts.path("task");
        String fleet = exchange.getVariable("fleet", String.class);
        if (task.path("live").asBoolean()) {
            ofLiveTask(task, facts, exchange, reasons);
        } else {
            withoutLiveTask(task, facts, exchange, reasons);
        }
        if (fleet.equals("down")) {
            add(reasons, Kind.FLEET_DOWN, null, exchange.getVariable("fleet_failure"));
        }
        reasons.sort(Comparator.comparing(Reason::weight));
        ObjectNode answer = json.createObjectNode();
        answer.put("query", exchange.getVariable("query", String.class));
        answer.put("car_id", exchange.getVariable("car_id", String.class));
        answer.put("car_number", exchange.getVariable("car_number", String.class));
        answer.put("fleet", fleet);
        answer.set("fleet_tags", json.valueToTree(exchange.getVariable("fleet_tags", List.of(), List.class)));
        if (facts.path("discovery_s").isNumber()) {
            answer.put("discovery_minutes", minutes(facts.path("discovery_s")));
        }
        if (task.isObject()) {
            answer.set("task", task);
        }
        answer.set("headline", json.valueToTree(reasons.get(0)));
        answer.set("reasons", json.valueToTree(reasons));
        return json.writeValueAsString(answer);
    }

    private void ofLiveTask(JsonNode task, JsonNode facts, Exchange exchange, List<Reason> reasons) {
        String state = task.path("state").asText();
        String page = page(task.path("task_id").asText());
        boolean planning = BEFORE_THE_CLAIM.contains(state);
        if (state.equals("attention")) {
            add(reasons, Kind.ATTENTION, page, task.path("attention").asText());
        } else if (state.equals("parked")) {
            add(reasons, Kind.PARKED, page, task.path("waits_because").asText());
        }
        manualMode(task, facts, reasons);
        facts.path("open_circuits").forEach(upstream -> add(reasons, Kind.CIRCUIT, null, upstream.asText()));
        String ride = exchange.getVariable("rental_tag", String.class);
        if (ride != null) {
            add(reasons, Kind.RIDE, page, ride);
        }
        if (task.has("retry_in_s")) {
            add(reasons, Kind.TRY_FAILED, page, task.path("last_error").asText(), task.path("tries").asInt(), minutes(task.path("retry_in_s")));
        }
        task.path("in_doubt").forEach(call -> add(reasons, Kind.IN_DOUBT, page, call.path("call").asText(), minutes(call.path("s"))));
        if (state.equals("waiting")) {
            boolean cabinets = !task.path("rejected_cabinets").isEmpty();
            if (cabinets || ride == null) {
                add(reasons, cabinets ? Kind.NO_CABINET : Kind.WAITING, page, task.path("waits_because").asText(), minutes(task.path("due_in_s")));
            }
        } else if (planning && !task.has("retry_in_s") && task.path("late_s").asLong() <= LATE) {
            add(reasons, Kind.PLANNED, page);
        }
        if (planning && task.path("late_s").asLong() > LATE) {
            add(reasons, Kind.LATE, page, minutes(task.path("late_s")));
        }
        if (task.has("cargo_ref_id")) {
            onTheClaim(task, state, facts, page, reasons);
        }
        if ("known".equals(exchange.getVariable("fleet")) && exchange.getVariable("tag_id") == null && planning) {
            add(reasons, Kind.LOW_TAG_OFF, page);
        } else if ("unknown".equals(exchange.getVariable("fleet"))) {
            add(reasons, Kind.FLEET_UNKNOWN, null, exchange.getVariable("car_id"));
        }
    }

    private void onTheClaim(JsonNode task, String state, JsonNode facts, String page, List<Reason> reasons) {
        if (BEFORE_THE_COURIER.contains(state)) {
            add(reasons, Kind.WAITS_FOR_CARGO, page, task.path("claim_status").asText());
        } else if (!task.has("performer_id")) {
            add(reasons, Kind.PERFORMER_UNKNOWN, page, task.path("claim_status").asText());
        } else if (!state.equals("attention")) {
            add(reasons, Kind.COURIER, page, task.path("performer_id").asText(), state);
        }
        JsonNode events = task.path("events");
        if (events.path("oldest_s").asLong() > LATE) {
            add(reasons, Kind.EVENTS_BEHIND, page, events.path("count").asInt(), minutes(events.path("oldest_s")));
        }
        if (!facts.path("journal_s").isNumber()) {
            add(reasons, Kind.JOURNAL_NEVER, null);
        } else if (facts.path("journal_s").asLong() > journalLate) {
            add(reasons, Kind.JOURNAL_BEHIND, null, minutes(facts.path("journal_s")));
        }
    }

    private void withoutLiveTask(JsonNode task, JsonNode facts, Exchange exchange, List<Reason> reasons) {
        String fleet = exchange.getVariable("fleet", String.class);
        boolean low = exchange.getVariable("tag_id") != null;
        if (fleet.equals("unknown")) {
            add(reasons, task.isObject() ? Kind.FLEET_UNKNOWN : Kind.NOTHING_KNOWN, null, exchange.getVariable("car_id"));
        } else if (fleet.equals("known")) {
            ofFleet(low, facts, exchange, reasons);
        }
        if (!fleet.equals("unknown") && (low || fleet.equals("down"))) {
            discovery(facts, reasons);
        }
        if (task.isObject()) {
            add(reasons, Kind.ENDED, page(task.path("task_id").asText()), task.path("outcome").asText(task.path("state").asText()), minutes(task.path("ended_s")));
        } else if (!fleet.equals("unknown")) {
            add(reasons, Kind.NO_TASK, null);
        }
    }

    private void ofFleet(boolean low, JsonNode facts, Exchange exchange, List<Reason> reasons) {
        JsonNode processing = exchange.getVariable("processing_tag", JsonNode.class);
        if (processing != null) {
            add(reasons, Kind.PROCESSING_WITHOUT_TASK, null, tags.processing(), processing.path("performer_id").asText("nobody"));
        }
        if (!low) {
            add(reasons, Kind.NOT_LOW, null);
            return;
        }
        String ride = exchange.getVariable("rental_tag", String.class);
        if (ride != null) {
            add(reasons, Kind.RIDE, null, ride);
        }
        if (facts.path("covered").isObject()) {
            JsonNode covered = facts.path("covered");
            add(reasons, Kind.COVERED, page(covered.path("task_id").asText()), exchange.getVariable("tag"), covered.path("outcome").asText());
        } else if (exchange.getVariable("no_position", false, Boolean.class)) {
            add(reasons, Kind.NO_POSITION, null);
        } else if (processing == null) {
            add(reasons, Kind.SOON, null, exchange.getVariable("tag"));
        }
    }

    private void discovery(JsonNode facts, List<Reason> reasons) {
        facts.path("open_circuits").forEach(upstream -> {
            if (upstream.asText().equals("scooter-backend")) {
                add(reasons, Kind.CIRCUIT, null, upstream.asText());
            }
        });
        if (!facts.path("discovery_s").isNumber()) {
            add(reasons, Kind.DISCOVERY_NEVER, null);
        } else if (facts.path("discovery_s").asLong() > discoveryLate) {
            add(reasons, Kind.DISCOVERY_LATE, null, minutes(facts.path("discovery_s")));
        }
    }

    /** Manual mode that holds this task up: everywhere, at its store, or at a store that was passed over for it. */
    private void manualMode(JsonNode task, JsonNode facts, List<Reason> reasons) {
        for (JsonNode scope : facts.path("manual_mode")) {
            String name = scope.path("scope").asText();
            boolean passedOver = StreamSupport.stream(task.path("rejected_cabinets").spliterator(), false)
                .anyMatch(rejected -> rejected.path("store_id").asText().equals(name) && rejected.path("why").asText().equals("manual mode"));
            if (name.equals("all") || name.equals(task.path("store_id").asText()) || passedOver) {
                add(reasons, Kind.MANUAL_MODE, "/operations/manual-mode", name, scope.path("reason").asText(), scope.path("by").asText(), minutes(scope.path("s")));
            }
        }
    }

    private static void add(List<Reason> reasons, Kind kind, String link, Object... args) {
        reasons.add(new Reason(kind, kind.name().toLowerCase(Locale.ROOT), List.of(args), link));
    }

    private static String page(String taskId) {
        return "/operations/tasks/" + taskId;
    }

    private static int minutes(JsonNode seconds) {
        return (int) Math.max(0, Math.round(seconds.asDouble() / 60));
    }
}
