package io.batteryexchange.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Which scooters of our live tasks the fleet backend's list did not show. Holds only those tasks, in variable {@code expected_scooters}, and
 * forgets each scooter that a page shows, so that memory does not grow with the fleet.
 */
@Component("expectedScooters")
public class ExpectedScooters {

    /** The scooters still expected; not shared between threads. */
    public static final class Expected {

        private final Map<String, Map<String, Object>> taskByCar = new LinkedHashMap<>();

        /** The tasks ({@code task_id}, {@code car_id}) whose scooter no page has shown. */
        public List<Map<String, Object>> getLacking() {
            return List.copyOf(taskByCar.values());
        }
    }

    /** Begins with the rows in the body: {@code task_id}, {@code car_id}. */
    @SuppressWarnings("unchecked")
    public void begin(Exchange exchange) {
        Expected expected = new Expected();
        for (Object row : exchange.getMessage().getBody(List.class)) {
            Map<String, Object> task = (Map<String, Object>) row;
            expected.taskByCar.put(task.get("car_id").toString(), task);
        }
        exchange.setVariable("expected_scooters", expected);
    }

    /** The page in variable {@code cars} was shown. */
    public void seen(Exchange exchange) {
        Expected expected = exchange.getVariable("expected_scooters", Expected.class);
        for (JsonNode car : exchange.getVariable("cars", JsonNode.class)) {
            expected.taskByCar.remove(car.path("id").asText());
        }
    }
}
