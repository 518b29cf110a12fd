package io.batteryexchange.sandbox.courier;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.orders.Reply;
import io.batteryexchange.sandbox.wire.ContractViolations;
import io.batteryexchange.sandbox.wire.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Holds every answer of the courier API against its contract. Deviations are counted; the courier goes on with what he got. */
final class ScreenCheck {

    private static final Map<String, Shape> ITEMS = Map.of(
            "header", item().required("title", Shape.text()).optional("subtitle", Shape.text(0, 1000)),
            "counter", item().required("title", Shape.text()).required("value", Shape.integer(0, 1000)),
            "text", item().required("text", Shape.text()).optional("tone", Shape.oneOf("info", "warning", "error")),
            "button", item().required("title", Shape.text()).optional("style", Shape.oneOf("primary", "secondary"))
                    .required("actions", Shape.array(Shape.anything(), 1, 5)));
    private static final Shape REQUEST = Shape.object().required("type", Shape.oneOf("request"))
            .required("method", Shape.oneOf("GET", "POST"))
            .required("url", Shape.pattern("/taximeter/screens/v1/battery_exchange/(status|open|broken)\\?.+"));
    private static final Shape CLOSE = Shape.object().required("type", Shape.oneOf("close"));
    private static final Map<Integer, Set<String>> ERROR_CODES = Map.of(
            400, Set.of("bad_request", "wrong_point"), 403, Set.of("not_your_claim"), 404, Set.of("claim_not_found"),
            408, Set.of("cell_timeout"), 409, Set.of("cabinet_busy", "no_cells_left", "wrong_status", "vehicle_offline"),
            503, Set.of("cabinet_unavailable", "unavailable", "service_unavailable"), 504, Set.of("vehicle_timeout"));
    private static final Pattern CYRILLIC = Pattern.compile("[а-яёА-ЯЁ]");

    /** A partner told to lag shows what was true so long ago; at the city's speed a courier may have walked from one leg to the next meanwhile. */
    private static final Duration LAG = Duration.ofSeconds(5);

    private final ContractViolations violations;
    private final BooleanSupplier partnersLag;

    ScreenCheck(ContractViolations violations, BooleanSupplier partnersLag) {
        this.violations = violations;
        this.partnersLag = partnersLag;
    }

    void status(Reply reply, Leg leg, Claim claim, String language) {
        Screen screen = screen(reply, claim.id(), language);
        if (leg == Leg.RETURN && screen.item(Leg.PICKUP.counter()).isPresent() && partnersLag.getAsBoolean() && claim.updatedAt().plus(LAG).isAfter(Instant.now())) {
            return;
        }
        boolean cabinetFails = screen.item("notice").isPresent() && !screen.hasButton("next") && screen.item("left").isEmpty();
        expect(reply, cabinetFails || screen.item(leg.counter()).isPresent() && screen.item("left").isPresent(),
                "the screen lacks its counters " + leg.counter() + " and left");
        int left = screen.left();
        expect(reply, left > 0 || !screen.hasButton("next"), "nothing is left and yet there is a button for the next one");
        expect(reply, left > 0 || screen.hasButton("close"), "nothing is left and there is no button to close");
        expect(reply, left == 0 || !screen.hasButton("close") || screen.item("notice").isPresent(), "something is left and the screen can be closed");
        expect(reply, !screen.hasButton("taken"), "the status screen has the button of the open screen");
    }

    void open(Reply reply, String claimId, String language) {
        Screen screen = screen(reply, claimId, language);
        List<Screen.Request> taken = screen.requests("taken");
        expect(reply, taken.size() == 1 && taken.get(0).method().equals("GET") && taken.get(0).url().contains("/status?"),
                "the button taken must GET status");
        List<Screen.Request> notOpened = screen.requests("not_opened");
        expect(reply, notOpened.size() == 2 && notOpened.get(0).method().equals("POST") && notOpened.get(0).url().contains("/broken?")
                && notOpened.get(0).url().contains("cell_id=") && notOpened.get(1).method().equals("GET")
                && notOpened.get(1).url().contains("/status?"), "the button not_opened must POST broken, then GET status");
    }

    /** Nobody may be told of an open cell that the cabinet has not opened. */
    void announcedButNeverOpened(Reply reply) {
        violate(reply, "a cell was announced open that no cabinet opened");
    }

    private Screen screen(Reply reply, String claimId, String language) {
        Screen screen = new Screen(reply.json());
        JsonNode items = reply.json().path("constructor_items");
        expect(reply, items.isArray() && reply.json().size() == 1, "a screen is an object with constructor_items only");
        Set<String> ids = new HashSet<>();
        for (JsonNode item : items) {
            Shape shape = ITEMS.get(item.path("type").asText());
            expect(reply, shape != null, "unknown item type " + item.path("type"));
            if (shape != null) {
                shape.check("item " + item.path("id").asText(), item, (place, reason) -> violate(reply, place + " " + reason));
            }
            expect(reply, ids.add(item.path("id").asText()), "item id is there twice: " + item.path("id"));
            item.path("actions").forEach(action -> action(reply, action, claimId));
            if (!item.path("type").asText().equals("header")) {
                language(reply, item.path("title").asText(""), language);
            }
        }
        expect(reply, screen.item("title").isPresent(), "the screen has no title");
        return screen;
    }

    private void action(Reply reply, JsonNode action, String claimId) {
        List<String> problems = new ArrayList<>();
        (action.path("type").asText().equals("close") ? CLOSE : REQUEST).check("action", action, (place, reason) -> problems.add(place + " " + reason));
        if (!action.path("type").asText().equals("close") && !action.path("url").asText().contains("cargo_ref_id=" + claimId)) {
            problems.add("the url is not for this claim");
        }
        problems.forEach(problem -> violate(reply, problem));
    }

    /** An error answer: known code, a sentence for the courier. */
    void error(Reply reply, String language) {
        if (reply.status() == 401) {
            expect(reply, reply.authenticate() != null, "401 without WWW-Authenticate");
            return;
        }
        Set<String> codes = ERROR_CODES.get(reply.status());
        if (codes == null) {
            expect(reply, reply.status() >= 500 || reply.status() == 0, "an undocumented status");
            return;
        }
        expect(reply, codes.contains(reply.code()), "code %s does not go with %d".formatted(reply.code(), reply.status()));
        String message = reply.json().path("message").asText("");
        expect(reply, !message.isBlank(), "an error without a message");
        language(reply, message, language);
    }

    private void language(Reply reply, String sentence, String language) {
        if (!sentence.isBlank() && CYRILLIC.matcher(sentence).find() != language.equals("ru")) {
            violate(reply, "not in the language asked for (%s): %s".formatted(language, sentence));
        }
    }

    private void expect(Reply reply, boolean holds, String reason) {
        if (!holds) {
            violate(reply, reason);
        }
    }

    private void violate(Reply reply, String reason) {
        violations.add("bundle " + reply.call(), reason, reply.text());
    }

    private static Shape.Fields item() {
        return Shape.object().required("type", Shape.text()).required("id", Shape.pattern("[a-z0-9_-]+"));
    }
}
