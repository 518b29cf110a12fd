package io.batteryexchange.claim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.settings.BundleSettings.Accumulator;
import io.batteryexchange.store.Store;
import io.batteryexchange.store.Stores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The body of {@code claims/create} for a booked task: cabinet A, scooter B, the same cabinet C.
 *
 * <p>Rules (contracts, cargo-claims § 3 and § 7): coordinates are [longitude, latitude]; {@code skip_confirmation: true} on every point, or couriers would
 * be asked for SMS codes; {@code external_order_id} on destinations only; kilograms and metres; an e-mail at the source.
 */
@Component("claimRequest")
public class ClaimRequest {

    private static final int A = 1;
    private static final int B = 2;
    private static final int C = 3;

    private final ObjectMapper json;
    private final Stores stores;
    private final Accumulator accumulator;
    private final boolean returnItem;

    ClaimRequest(ObjectMapper json, Stores stores, Accumulator accumulator, @Value("${upstream.cargo.return-item}") boolean returnItem) {
        this.json = json;
        this.stores = stores;
        this.accumulator = accumulator;
        this.returnItem = returnItem;
    }

    /** The task's store (variable {@code store_id}) has left the stores file. */
    public boolean storeIsGone(Exchange exchange) {
        return stores.find(exchange.getVariable("store_id", String.class)).isEmpty();
    }

    /** Built from variables {@code task_id}, {@code car_number}, {@code lat}, {@code lon}, {@code store_id}. */
    public String build(Exchange exchange) throws JsonProcessingException {
        String taskId = exchange.getVariable("task_id", String.class);
        String storeId = exchange.getVariable("store_id", String.class);
        Store store = stores.find(storeId).orElseThrow(() -> new IllegalStateException("store " + storeId + " is not in the stores file any more"));
        String scooter = exchange.getVariable("car_number", String.class);
        double lat = exchange.getVariable("lat", Double.class);
        double lon = exchange.getVariable("lon", Double.class);

        List<Map<String, Object>> items = new ArrayList<>();
        items.add(item("Аккумулятор самоката " + scooter, taskId, B));
        if (returnItem) {
            items.add(item("Разряженный аккумулятор самоката " + scooter, taskId + "/return", C));
        }
        Map<String, Object> cabinet = address(store.address(), store.location().lon(), store.location().lat(), store.name());
        Map<String, Object> street = address("Самокат " + scooter, lon, lat, "Замените аккумулятор самоката " + scooter);
        return json.writeValueAsString(fields(
            "items", items,
            "route_points", List.of(
                point(A, "source", store, cabinet, null),
                point(B, "destination", store, street, taskId + "/B"),
                point(C, "destination", store, cabinet, taskId + "/C")),
            "client_requirements", Map.of("taxi_class", "courier"),
            "comment", "Замена аккумулятора самоката " + scooter + ". Заберите заряженный аккумулятор в шкафу, замените в самокате и верните разряженный в шкаф.",
            "skip_client_notify", true,
            "skip_emergency_notify", true));
    }

    private Map<String, Object> item(String title, String extraId, int dropoff) {
        return fields(
            "title", title,
            "quantity", 1,
            "cost_value", accumulator.cost(),
            "cost_currency", accumulator.costCurrency(),
            "pickup_point", A,
            "dropoff_point", dropoff,
            "extra_id", extraId,
            "weight", accumulator.weightKg(),
            "size", fields("length", accumulator.lengthM(), "width", accumulator.widthM(), "height", accumulator.heightM()));
    }

    private static Map<String, Object> point(int order, String type, Store store, Map<String, Object> address, String externalOrderId) {
        Map<String, Object> point = fields(
            "point_id", order,
            "visit_order", order,
            "type", type,
            "contact", fields("name", store.contact().name(), "phone", store.contact().phone(), "email", store.contact().email()),
            "address", address,
            "skip_confirmation", true);
        if (externalOrderId != null) {
            point.put("external_order_id", externalOrderId);
        }
        return point;
    }

    private static Map<String, Object> address(String fullname, double lon, double lat, String comment) {
        return fields("fullname", fullname, "coordinates", List.of(lon, lat), "comment", comment);
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
