package io.batteryexchange.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.api.ApiRequest;
import io.batteryexchange.settings.BundleSettings.Tags;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The parameters and pages of the operator's task list (contracts, operator-api). */
@Component("operatorTasks")
public class OperatorTasks {

    private static final Pattern CURSOR = Pattern.compile("([0-9: .+-]{20,40})/([0-9a-f-]{36})");
    /** As PostgreSQL writes a timestamptz. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
        .appendPattern("uuuu-MM-dd HH:mm:ss").appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true).appendOffset("+HH:mm", "+00")
        .toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** Contracts, operator-api. */
    private static final Set<String> STATES = Set.of("new", "planning", "booked", "claim_created", "approved", "performer_found", "at_cabinet", "to_scooter",
        "at_scooter", "to_return", "at_return", "done", "waiting", "parked", "attention", "cancelled");
    /** With which a person can end a task (contracts, operator-api). */
    public static final List<String> OUTCOMES = List.of("swapped", "vehicle_not_found", "vehicle_destroyed", "abandoned");

    private final ObjectMapper json;
    private final Tags tags;

    OperatorTasks(ObjectMapper json, Tags tags) {
        this.json = json;
        this.tags = tags;
    }

    /** Takes the filter of a list call into variables. */
    public void filter(Exchange exchange) {
        ApiRequest.who(exchange);
        for (String name : List.of("state", "store_id", "car_id", "cargo_ref_id", "performer_id", "attention", "limit", "cursor")) {
            Object value = exchange.getMessage().getHeader(name);
            if (value != null && (!(value instanceof String text) || !ApiRequest.isId(text.replace("=", "")))) {
                throw new ApiRefusal(400, "bad_request", name);
            }
            if (value != null) {
                exchange.setVariable(name, value);
            }
        }
        if (exchange.getVariable("state") != null && !STATES.contains(exchange.getVariable("state", String.class))) {
            throw new ApiRefusal(400, "bad_request", "state");
        }
        limit(exchange);
        attention(exchange);
        cursor(exchange);
        ApiRequest.drop(exchange);
    }

    /** The page of the rows in the body, of which there is one more than asked for when there are more. */
    public String page(Exchange exchange) throws JsonProcessingException {
        List<?> rows = exchange.getMessage().getBody(List.class);
        int limit = exchange.getVariable("limit", Integer.class);
        ObjectNode page = json.createObjectNode();
        ArrayNode tasks = page.putArray("tasks");
        for (Object row : rows.subList(0, Math.min(limit, rows.size()))) {
            tasks.add(json.readTree(((Map<?, ?>) row).get("task").toString()));
        }
        if (rows.size() > limit) {
            String place = ((Map<?, ?>) rows.get(limit - 1)).get("place").toString();
            page.put("cursor", Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8)));
        }
        return json.writeValueAsString(page);
    }

    /** The task was found; else it is forgotten, so that nothing is entered for it. */
    public void mustExist(Exchange exchange) {
        if (exchange.getMessage().getBody() == null) {
            exchange.removeVariable("task_id");
            throw new ApiRefusal(404, "task_not_found");
        }
    }

    /** The task (variable {@code state}) can't be changed so. */
    public void wrongState(Exchange exchange) {
        throw new ApiRefusal(409, "wrong_state", exchange.getVariable("state", String.class));
    }

    /** The tag that an outcome leaves on the scooter. */
    public String tagOfOutcome(Exchange exchange) {
        return exchange.getVariable("outcome", String.class).equals("vehicle_not_found") ? tags.vehicleNotFound() : tags.vehicleDestroyed();
    }

    /** The outcome in variable {@code outcome} is one that a person can give. */
    public void outcomeMustBeKnown(Exchange exchange) {
        if (!OUTCOMES.contains(exchange.getVariable("outcome", String.class))) {
            throw new ApiRefusal(400, "bad_request", "outcome");
        }
    }

    private static void limit(Exchange exchange) {
        String limit = exchange.getVariable("limit", "50", String.class);
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > 200) {
            throw new ApiRefusal(400, "bad_request", "limit");
        }
        exchange.setVariable("limit", Integer.valueOf(limit));
    }

    private static void attention(Exchange exchange) {
        String attention = exchange.getVariable("attention", String.class);
        if (attention != null && !attention.equals("true") && !attention.equals("false")) {
            throw new ApiRefusal(400, "bad_request", "attention");
        }
    }

    private static void cursor(Exchange exchange) {
        String cursor = exchange.getVariable("cursor", String.class);
        if (cursor == null) {
            return;
        }
        try {
            var place = CURSOR.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (!place.matches()) {
                throw new ApiRefusal(400, "bad_request", "cursor");
            }
            MOMENT.parse(place.group(1));
            exchange.setVariable("after_created", place.group(1));
            exchange.setVariable("after_task", place.group(2));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ApiRefusal(400, "bad_request", "cursor");
        }
    }
}
