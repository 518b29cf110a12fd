package io.batteryexchange.courier;

import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.timeline.Named;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** What a courier may do with the claim that was looked up for his call (contracts, courier-api, head and rule 6). */
@Component("courierClaim")
public class CourierClaim {

    /** The claim exists (variable {@code task_id} is set by its row). */
    public void mustExist(Exchange exchange) {
        if (exchange.getMessage().getBody() == null) {
            throw new ApiRefusal(404, "claim_not_found");
        }
    }

    /** The caller performs this claim now. */
    public void mustBePerformedBy(String caller, Exchange exchange) {
        boolean live = exchange.getVariable("claim_live", false, Boolean.class);
        String performer = exchange.getVariable("performer_id", String.class);
        if (!live || performer == null || !performer.equals(caller)) {
            throw new ApiRefusal(403, "not_your_claim");
        }
    }

    /** The point (variable {@code point_id}) is the claim's point {@code a}, {@code b} or {@code c}. */
    public void pointMustBe(String point, Exchange exchange) {
        if (!exchange.getVariable("point_id").equals(exchange.getVariable("point_" + point))) {
            throw new ApiRefusal(400, "wrong_point");
        }
    }

    /** Which point of the claim variable {@code point_id} is: {@code a}, {@code b}, {@code c}; cargo's own return point counts as {@code c}. Refuses a foreign one. */
    public String point(Exchange exchange) {
        Object id = exchange.getVariable("point_id");
        if (id.equals(exchange.getVariable("point_return"))) {
            return "c";
        }
        return Arrays.stream(new String[] {"a", "b", "c"})
            .filter(point -> id.equals(exchange.getVariable("point_" + point)))
            .findFirst().orElseThrow(() -> new ApiRefusal(400, "wrong_point"));
    }

    /** Variable {@code leg} is none of {@code legs_allowed} (comma-separated task states). */
    public boolean isOnOtherLeg(Exchange exchange) {
        String allowed = exchange.getVariable("legs_allowed", String.class);
        return !Arrays.asList(Named.names(allowed)).contains(exchange.getVariable("leg", String.class));
    }

    /** The leg on which the slider of variable {@code point} can be moved. */
    public String legOfPoint(Exchange exchange) {
        return switch (exchange.getVariable("point", String.class)) {
            case "a" -> "at_cabinet";
            case "b" -> "at_scooter";
            default -> "at_return";
        };
    }

    /** Refuses an action that makes no sense in the claim's status. */
    public void wrongStatus(Exchange exchange) {
        throw new ApiRefusal(409, "wrong_status", exchange.getVariable("claim_status", "", String.class));
    }

    /** Refuses with a status and a code; for steps that have found out themselves why. */
    public void refuse(int status, String code) {
        throw new ApiRefusal(status, code);
    }
}
