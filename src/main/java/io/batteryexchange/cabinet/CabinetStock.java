package io.batteryexchange.cabinet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.database.JsonText;
import io.batteryexchange.store.Store;
import io.batteryexchange.store.Stores;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The regular look at what all cabinets hold: whom to ask, and the answer as the SQL takes it. */
@Component("cabinetStock")
public class CabinetStock {

    private final Stores stores;
    private final ObjectMapper json;

    CabinetStock(Stores stores, ObjectMapper json) {
        this.stores = stores;
        this.json = json;
    }

    /** Sets {@code all_stores} to the ids of all stores, space separated, and {@code store_chunks} to what {@link #next} takes from. */
    public void begin(Exchange exchange) {
        List<String> ids = stores.all().stream().map(Store::id).toList();
        exchange.setVariable("all_stores", String.join(" ", ids));
        exchange.setVariable("store_chunks", StoreChunks.of(ids));
    }

    /** Takes the next of variable {@code store_chunks} as {@code store_ids}. */
    @SuppressWarnings("unchecked")
    public void next(Exchange exchange) {
        exchange.setVariable("store_ids", exchange.getVariable("store_chunks", List.class).remove(0));
    }

    /**
     * The cabinets of an availability answer (variable {@code answer}) as a JSON array of {@code {"cabinet_id", "store_id", "available"}}. Left out are cabinets of
     * stores that were not asked about (variable {@code store_ids}); of a cabinet told twice the last counts; more than an integer holds is the largest integer.
     */
    public String told(Exchange exchange) throws JsonProcessingException {
        Set<String> asked = Set.copyOf(Arrays.asList(exchange.getVariable("store_ids", String.class).split(" ")));
        Map<String, Map<String, Object>> told = new LinkedHashMap<>();
        for (JsonNode cabinet : exchange.getVariable("answer", JsonNode.class).path("cabinets")) {
            String storeId = cabinet.path("store_id").asText();
            JsonNode available = cabinet.path("available");
            if (asked.contains(storeId)) {
                String cabinetId = cabinet.path("cabinet_id").asText();
                told.put(cabinetId, Map.of("cabinet_id", cabinetId, "store_id", storeId, "available", available.canConvertToInt() ? available.intValue() : Integer.MAX_VALUE));
            }
        }
        return JsonText.withoutNul(json.writeValueAsString(told.values()));
    }
}
