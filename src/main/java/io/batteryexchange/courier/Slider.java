package io.batteryexchange.courier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.api.Texts;
import io.batteryexchange.api.UnavailableAnswer;
import io.batteryexchange.cabinet.Booking;
import io.batteryexchange.cabinet.Leg;
import io.batteryexchange.settings.BundleSettings.Accumulator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** May the point be closed? The second table of contracts, cargo-orders. Sets variables {@code allowed} and {@code refusal} for the timeline. */
@Component("slider")
public class Slider implements UnavailableAnswer {

    private final ObjectMapper json;
    private final Texts texts;
    private final Accumulator accumulator;

    Slider(ObjectMapper json, Texts texts, Accumulator accumulator) {
        this.json = json;
        this.texts = texts;
        this.accumulator = accumulator;
    }

    /** Points A and C, by the booking in variable {@code answer}. */
    public String atCabinet(Exchange exchange) throws JsonProcessingException {
        Leg leg = Leg.of(exchange.getVariable("leg", String.class));
        Booking booking = Booking.read(exchange.getVariable("answer", JsonNode.class));
        Optional<Booking.Cell> open = booking.notClosedCell();
        if (open.isPresent()) {
            return refused(exchange, "cell_open", Map.of("cell_id", open.get().id()), open.get().id());
        }
        int left = booking.left(leg);
        if (left > 0) {
            return refused(exchange, leg == Leg.PICKUP ? "accumulators_left" : "accumulators_not_returned", Map.of("count", left), left);
        }
        return allowed(exchange);
    }

    /** Point B, by the scooter's details in variable {@code answer}. */
    public String atScooter(Exchange exchange) throws JsonProcessingException {
        JsonNode scooter = exchange.getVariable("answer", JsonNode.class);
        if (!scooter.path("online").asBoolean()) {
            return refused(exchange, "vehicle_offline", Map.of());
        }
        String now = scooter.path("battery").path("accumulator_id").asText("");
        if (now.isEmpty() || now.equals(exchange.getVariable("accumulator_before", "", String.class))) {
            return refused(exchange, "accumulator_not_replaced", Map.of());
        }
        int percent = scooter.path("battery").path("level_percent").asInt();
        if (percent < accumulator.fullPercent()) {
            return refused(exchange, "accumulator_not_charged", Map.of("percent", percent), percent);
        }
        return allowed(exchange);
    }

    @Override
    public String kind() {
        return "slider";
    }

    /** The cabinet system does not answer: nothing is closed. */
    @Override
    public String unavailable(Exchange exchange) throws JsonProcessingException {
        return refused(exchange, "cabinet_unavailable", Map.of());
    }

    /** Nothing stands against it. */
    public String allowed(Exchange exchange) throws JsonProcessingException {
        exchange.setVariable("slider_outcome", "ok");
        return json.writeValueAsString(Map.of("allowed", true));
    }

    private String refused(Exchange exchange, String code, Map<String, Object> details, Object... args) throws JsonProcessingException {
        exchange.setVariable("slider_outcome", "failed");
        exchange.setVariable("refusal", code);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("allowed", false);
        answer.put("code", code);
        answer.put("message", texts.text(texts.language(exchange.getVariable("language", String.class)), "slider." + code, args));
        answer.put("details", details);
        return json.writeValueAsString(answer);
    }
}
