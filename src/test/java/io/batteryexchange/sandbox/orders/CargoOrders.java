package io.batteryexchange.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.ClaimPoint;
import io.batteryexchange.sandbox.cargo.Visits;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.wire.ContractViolations;
import io.batteryexchange.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** cargo-orders: the back end of the courier's app. It asks the bundle and moves the claim in cargo. */
public final class CargoOrders {

    private static final String CLIENT = "cargo-orders";
    private static final String STATE = "/cargo-orders/v1/state";
    private static final Set<String> REFUSALS = Set.of("accumulators_left", "cell_open", "cabinet_unavailable",
            "accumulator_not_replaced", "accumulator_not_charged", "vehicle_offline", "accumulators_not_returned");

    private final BundleClient bundle;
    private final City city;
    private final Visits visits;
    private final ContractViolations violations;

    public CargoOrders(BundleClient bundle, City city, Visits visits, ContractViolations violations) {
        this.bundle = bundle;
        this.city = city;
        this.visits = visits;
        this.violations = violations;
    }

    /**
     * Which actions the courier's screen gets at a point. One question per claim at a time, so that a courier who was replaced
     * cannot be named after the one who replaced him.
     */
    public Reply state(Claim claim, ClaimPoint point, String performerId, String language) {
        synchronized (claim) {
            String status;
            synchronized (city) {
                status = claim.status();
                if (claim.performer() == null || !claim.performer().id().equals(performerId)) {
                    return Reply.unasked("POST " + STATE, performerId + " does not perform the claim any more");
                }
            }
            return ask(claim, point, performerId, language, status);
        }
    }

    private Reply ask(Claim claim, ClaimPoint point, String performerId, String language, String status) {
        Reply reply = bundle.send(CLIENT, CLIENT, language, "POST", STATE, Json.object("cargo_ref_id", claim.id(),
                "claim_status", status, "point_id", point.id(), "performer_id", performerId));
        if (reply.ok()) {
            List<String> allowed = allowedActions(claim, status, point);
            for (String type : actions(reply)) {
                if (!allowed.contains(type)) {
                    violate(reply, "action %s at status %s of point %d is not in the table".formatted(type, status, point.visitOrder()));
                }
            }
        }
        return reply;
    }

    public List<String> actions(Reply reply) {
        List<String> types = new ArrayList<>();
        JsonNode actions = reply.json().path("actions");
        if (!actions.isArray()) {
            violate(reply, "the answer has no array of actions");
        }
        actions.forEach(action -> types.add(action.path("type").asText("")));
        return types;
    }

    /** The slider: may the point be closed? Closing it is {@link #close}. */
    public Reply slide(Claim claim, ClaimPoint point, String performerId, String language) {
        Reply reply = bundle.send(CLIENT, CLIENT, language, "POST", "/cargo-orders/v1/exchange/init-confirm",
                Json.object("cargo_ref_id", claim.id(), "point_id", point.id(), "performer_id", performerId));
        if (reply.ok()) {
            JsonNode allowed = reply.json().path("allowed");
            if (!allowed.isBoolean()) {
                violate(reply, "allowed is not true or false");
            } else if (!allowed.booleanValue() && (!REFUSALS.contains(reply.code()) || reply.json().path("message").asText("").isBlank())) {
                violate(reply, "a refusal needs a known code and a message");
            }
        }
        return reply;
    }

    /** @return false when cargo says that the claim is not there */
    public boolean close(Claim claim, ClaimPoint point) {
        synchronized (city) {
            return visits.closed(claim, point);
        }
    }

    public boolean arrive(Claim claim, ClaimPoint point) {
        synchronized (city) {
            return visits.arrived(claim, point);
        }
    }

    private static List<String> allowedActions(Claim claim, String status, ClaimPoint point) {
        boolean isB = point == claim.destinations().get(0);
        return switch (status) {
            case "pickup_arrived" -> point == claim.source() ? List.of("battery_exchange") : List.of();
            case "pickuped" -> isB ? List.of("find_vehicle", "vehicle_not_found") : List.of();
            case "delivery_arrived" -> isB ? List.of("open_battery_door", "vehicle_destroyed") : List.of("battery_exchange");
            default -> List.of();
        };
    }

    private void violate(Reply reply, String reason) {
        violations.add("bundle " + reply.call(), reason, reply.text());
    }
}
