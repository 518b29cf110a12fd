package io.batteryexchange.screen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.api.Texts;
import io.batteryexchange.api.UnavailableAnswer;
import io.batteryexchange.cabinet.Booking;
import io.batteryexchange.cabinet.Leg;
import io.batteryexchange.store.Store;
import io.batteryexchange.store.Stores;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * The exchange screens at the cabinet (contracts, courier-api; shape: {@code schema/screen.schema.json}). A screen is a function of the leg, the booking as
 * scooter-accumulator tells it, and the language.
 */
@Component("screens")
public class ExchangeScreens implements UnavailableAnswer {

    private static final String PATH = "/taximeter/screens/v1/battery_exchange/";

    private final ObjectMapper json;
    private final Texts texts;
    private final Stores stores;

    ExchangeScreens(ObjectMapper json, Texts texts, Stores stores) {
        this.json = json;
        this.texts = texts;
        this.stores = stores;
    }

    /** Where the exchange stands: counters, and the button for the next accumulator or the way out. */
    public String status(Exchange exchange) throws JsonProcessingException {
        Leg leg = leg(exchange);
        Booking booking = Booking.read(exchange.getVariable("answer", JsonNode.class));
        Screen screen = begin(exchange, leg);
        screen.counter(leg == Leg.PICKUP ? "received" : "returned", booking.done(leg));
        screen.counter("left", booking.left(leg));
        String silentCell = silentCell(exchange, booking);
        if (exchange.getVariable("manual_mode", false, Boolean.class) && (booking.left(leg) > 0 || booking.openCell().isPresent())) {
            screen.notice("warning", "manual_mode");
            screen.close("secondary");
        } else if (booking.left(leg) == 0 && booking.openCell().isPresent()) {
            screen.notice("warning", "still_open", booking.openCell().get().id());
            screen.close("secondary");
        } else if (booking.left(leg) == 0) {
            screen.notice("info", "all_done");
            screen.close("primary");
        } else if (booking.nextCell(leg).isPresent()) {
            booking.openCell().ifPresent(cell -> screen.notice("warning", "still_open", cell.id()));
            screen.button("next", leg == Leg.PICKUP ? "next" : "next_return", "primary", List.of(request("POST", "open", exchange, null)));
            if (silentCell != null) {
                screen.button("not_opened", "not_opened", "secondary", List.of(request("POST", "broken", exchange, silentCell), request("GET", "status", exchange, null)));
            }
        } else {
            screen.notice("error", "only_broken", booking.left(leg));
            screen.close("secondary");
        }
        return json.writeValueAsString(screen.document());
    }

    /** The cell whose door did not answer twice or more (contracts, courier-api, rule 3), unless it was reported already; else null. */
    private static String silentCell(Exchange exchange, Booking booking) {
        String cellId = exchange.getVariable("unresolved_cell_id", String.class);
        boolean twice = exchange.getVariable("opening_timeouts", 0, Integer.class) >= 2;
        return twice && booking.allCells().anyMatch(cell -> cell.id().equals(cellId) && !cell.broken() && !cell.done()) ? cellId : null;
    }

    /** The door of variable {@code cell_id} is open. */
    public String open(Exchange exchange) throws JsonProcessingException {
        Leg leg = leg(exchange);
        String cellId = exchange.getVariable("cell_id", String.class);
        Screen screen = begin(exchange, leg);
        screen.notice("info", leg == Leg.PICKUP ? "cell_open" : "cell_open_return", cellId);
        screen.button("taken", leg == Leg.PICKUP ? "taken" : "taken_return", "primary", List.of(request("GET", "status", exchange, null)));
        screen.button("not_opened", "not_opened", "secondary", List.of(request("POST", "broken", exchange, cellId), request("GET", "status", exchange, null)));
        return json.writeValueAsString(screen.document());
    }

    @Override
    public String kind() {
        return "screen";
    }

    /** The cabinet system does not answer: nothing is given to anyone. */
    @Override
    public String unavailable(Exchange exchange) throws JsonProcessingException {
        Screen screen = begin(exchange, leg(exchange));
        screen.notice("error", "unavailable");
        screen.close("secondary");
        return json.writeValueAsString(screen.document());
    }

    private static Leg leg(Exchange exchange) {
        return Leg.of(exchange.getVariable("leg", String.class));
    }

    private Screen begin(Exchange exchange, Leg leg) {
        Locale language = texts.language(exchange.getVariable("language", String.class));
        String storeId = exchange.getVariable("store_id", String.class);
        String place = stores.find(storeId).map(Store::name).orElse(storeId);
        Screen screen = new Screen(texts, language);
        screen.header(leg == Leg.PICKUP ? "title" : "title_return", exchange.getVariable("cabinet_id"), place);
        return screen;
    }

    private static Map<String, Object> request(String method, String call, Exchange exchange, String cellId) {
        String url = PATH + call + "?cargo_ref_id=" + encoded(exchange.getVariable("claim_id", String.class));
        return Screen.request(method, cellId == null ? url : url + "&cell_id=" + encoded(cellId));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Collects the items of one screen. Item ids are stable: clients find items by them. */
    private static final class Screen {

        private final List<Map<String, Object>> items = new ArrayList<>();
        private final Texts texts;
        private final Locale language;

        Screen(Texts texts, Locale language) {
            this.texts = texts;
            this.language = language;
        }

        void header(String title, Object cabinetId, String place) {
            items.add(fields("type", "header", "id", "title", "title", text(title), "subtitle", text("subtitle", cabinetId, place)));
        }

        void counter(String id, int value) {
            items.add(fields("type", "counter", "id", id, "title", text(id), "value", value));
        }

        void notice(String tone, String key, Object... args) {
            items.add(fields("type", "text", "id", "notice", "text", text(key, args), "tone", tone));
        }

        void button(String id, String key, String style, List<Map<String, Object>> actions) {
            items.add(fields("type", "button", "id", id, "title", text(key), "style", style, "actions", actions));
        }

        void close(String style) {
            button("close", "close", style, List.of(Map.of("type", "close")));
        }

        Map<String, Object> document() {
            return Map.of("constructor_items", items);
        }

        static Map<String, Object> request(String method, String url) {
            return fields("type", "request", "method", method, "url", url);
        }

        private String text(String key, Object... args) {
            return texts.text(language, "screen." + key, args);
        }

        private static Map<String, Object> fields(Object... namesAndValues) {
            Map<String, Object> fields = new java.util.LinkedHashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
            return fields;
        }
    }
}
