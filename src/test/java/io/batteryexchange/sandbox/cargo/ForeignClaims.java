package io.batteryexchange.sandbox.cargo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Position;
import io.batteryexchange.sandbox.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Claims that another tool of the account makes: they run through their statuses and show up in the same journal. */
final class ForeignClaims {

    private static final List<String> LIFE = List.of("estimating", "ready_for_approval", "accepted", "performer_lookup",
            "performer_draft", "performer_found", "pickup_arrived", "pickuped", "delivery_arrived", "delivered", ClaimStatus.DELIVERED_FINISH);
    private static final Duration STEP = Duration.ofSeconds(70);

    private final Claims claims;
    private final City city;
    private final Agenda agenda;

    ForeignClaims(Claims claims, City city, Agenda agenda) {
        this.claims = claims;
        this.city = city;
        this.agenda = agenda;
    }

    void one() {
        Position shop = city.stores().values().iterator().next().position().offset(300, 300);
        ObjectNode item = Json.object("title", "Пицца", "quantity", 1, "cost_value", "700.00", "cost_currency", "RUB",
                "pickup_point", 1, "droppof_point", 2, "weight", 1, "size", Json.object("length", 0.3, "width", 0.3, "height", 0.1));
        ObjectNode asked = Json.object("items", Json.array(Stream.of(item)), "route_points", Json.array(Stream.of(
                point(1, "source", shop), point(2, "destination", shop.offset(900, -400)))));
        Claim claim = claims.create(null, asked, true);
        live(claim, 0);
    }

    private void live(Claim claim, int step) {
        agenda.in(STEP, () -> {
            synchronized (city) {
                claims.move(claim, LIFE.get(step));
            }
            if (step + 1 < LIFE.size()) {
                live(claim, step + 1);
            }
        });
    }

    private static ObjectNode point(int number, String type, Position position) {
        return Json.object("point_id", number, "visit_order", number, "type", type, "skip_confirmation", true,
                "contact", Json.object("name", "Пиццерия", "phone", "+70000000099"),
                "address", Json.object("fullname", "Москва", "coordinates", List.of(position.lon(), position.lat())));
    }
}
