package io.batteryexchange.bench.screen.twin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.api.ApiErrors;
import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.api.Texts;
import io.batteryexchange.cabinet.Booking;
import io.batteryexchange.cabinet.Leg;
import io.batteryexchange.store.Store;
import io.batteryexchange.store.Stores;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The exchange screen as it stands (contracts, courier-api). */
@ResponseBody
final class StatusScreen {

    private static final String PATH = "/taximeter/screens/v1/battery_exchange/";
    private static final MediaType JSON = MediaType.parseMediaType("application/json; charset=utf-8");

    private final PerformedClaims claims;
    private final Cabinets cabinets;
    private final Texts texts;
    private final Stores stores;
    private final ObjectMapper json;
    private final ApiErrors errors;

    StatusScreen(PerformedClaims claims, Cabinets cabinets, Texts texts, Stores stores, ObjectMapper json, ApiErrors errors) {
        this.claims = claims;
        this.cabinets = cabinets;
        this.texts = texts;
        this.stores = stores;
        this.json = json;
        this.errors = errors;
    }

    @GetMapping(PATH + "status")
    ResponseEntity<String> status(@RequestParam("cargo_ref_id") String claimId, @RequestHeader("Verified-Caller") String caller,
                                  @RequestHeader(name = "Accept-Language", required = false) String language) throws JsonProcessingException {
        PerformedClaim claim = claims.find(claimId, caller).orElseThrow(() -> new ApiRefusal(404, "claim_not_found"));
        if (!claim.live() || !caller.equals(claim.performerId())) {
            throw new ApiRefusal(403, "not_your_claim");
        }
        Leg leg = claim.leg().orElseThrow(() -> new ApiRefusal(409, "wrong_status", claim.status()));
        return ResponseEntity.ok().contentType(JSON).body(json.writeValueAsString(screen(claim, leg, texts.language(language))));
    }

    @ExceptionHandler(ApiRefusal.class)
    void refused(ApiRefusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        errors.write(request, response, refusal.getStatus(), refusal.getCode());
    }

    private ObjectNode screen(PerformedClaim claim, Leg leg, Locale language) {
        ObjectNode screen = json.createObjectNode();
        ArrayNode items = screen.putArray("constructor_items");
        String place = stores.find(claim.storeId()).map(Store::name).orElse(claim.storeId());
        items.addObject().put("type", "header").put("id", "title").put("title", text(language, leg == Leg.PICKUP ? "title" : "title_return"))
            .put("subtitle", text(language, "subtitle", claim.cabinetId(), place));
        Booking booking;
        try {
            booking = Booking.read(asWeKnowIt(cabinets.booking(claim.bookId()), claim));
        } catch (Cabinets.Unavailable e) {
            notice(items, language, "error", "unavailable");
            close(items, language, "secondary");
            return screen;
        }
        counter(items, language, leg == Leg.PICKUP ? "received" : "returned", booking.done(leg));
        counter(items, language, "left", booking.left(leg));
        if (claim.manualMode() && (booking.left(leg) > 0 || booking.openCell().isPresent())) {
            notice(items, language, "warning", "manual_mode");
            close(items, language, "secondary");
        } else if (booking.left(leg) == 0) {
            booking.openCell().ifPresentOrElse(cell -> notice(items, language, "warning", "still_open", cell.id()), () -> notice(items, language, "info", "all_done"));
            close(items, language, booking.openCell().isPresent() ? "secondary" : "primary");
        } else if (booking.nextCell(leg).isPresent()) {
            booking.openCell().ifPresent(cell -> notice(items, language, "warning", "still_open", cell.id()));
            request(button(items, language, "next", leg == Leg.PICKUP ? "next" : "next_return", "primary"), "POST", "open", claim, "");
            if (isSilent(claim, booking)) {
                ArrayNode actions = button(items, language, "not_opened", "not_opened", "secondary");
                request(actions, "POST", "broken", claim, "&cell_id=" + encoded(claim.unresolvedCellId()));
                request(actions, "GET", "status", claim, "");
            }
        } else {
            notice(items, language, "error", "only_broken", booking.left(leg));
            close(items, language, "secondary");
        }
        return screen;
    }

    /** What storekeepers handed over untold, what couriers reported and what was seen to be taken counts, even where the booking does not show it. */
    private static JsonNode asWeKnowIt(JsonNode booking, PerformedClaim claim) {
        addAll((ObjectNode) booking, "issued_by_hand", claim.issuedUntold());
        addAll((ObjectNode) booking, "returned_by_hand", claim.returnedUntold());
        Set<String> reported = claim.reportedCells() == null ? Set.of() : Set.of(claim.reportedCells().split(" "));
        for (String cells : new String[] {"pickup_cells", "return_cells"}) {
            for (JsonNode cell : booking.path(cells)) {
                if (reported.contains(cell.path("cell_id").asText())) {
                    ((ObjectNode) cell).put("broken", true);
                }
                if (claim.allTaken() && cells.equals("pickup_cells")) {
                    ((ObjectNode) cell).put("taken", true);
                }
            }
        }
        return booking;
    }

    private static void addAll(ObjectNode booking, String field, String ids) {
        if (ids != null) {
            ArrayNode byHand = booking.withArray(field);
            for (String id : ids.split(" ")) {
                byHand.add(id);
            }
        }
    }

    private static boolean isSilent(PerformedClaim claim, Booking booking) {
        return claim.openingTimeouts() >= 2 && booking.allCells().anyMatch(cell -> cell.id().equals(claim.unresolvedCellId()) && !cell.broken() && !cell.done());
    }

    private void counter(ArrayNode items, Locale language, String id, int value) {
        items.addObject().put("type", "counter").put("id", id).put("title", text(language, id)).put("value", value);
    }

    private void notice(ArrayNode items, Locale language, String tone, String key, Object... args) {
        items.addObject().put("type", "text").put("id", "notice").put("text", text(language, key, args)).put("tone", tone);
    }

    private void close(ArrayNode items, Locale language, String style) {
        button(items, language, "close", "close", style).addObject().put("type", "close");
    }

    private ArrayNode button(ArrayNode items, Locale language, String id, String key, String style) {
        return items.addObject().put("type", "button").put("id", id).put("title", text(language, key)).put("style", style).putArray("actions");
    }

    private static void request(ArrayNode actions, String method, String call, PerformedClaim claim, String more) {
        actions.addObject().put("type", "request").put("method", method).put("url", PATH + call + "?cargo_ref_id=" + encoded(claim.claimId()) + more);
    }

    private String text(Locale language, String key, Object... args) {
        return texts.text(language, "screen." + key, args);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
