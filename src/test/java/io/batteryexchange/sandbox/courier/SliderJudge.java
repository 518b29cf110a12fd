package io.batteryexchange.sandbox.courier;

import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.ClaimPoint;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.orders.Reply;
import io.batteryexchange.sandbox.wire.ContractViolations;

/** A slider that was let through must agree with what the courier holds in his hands. */
final class SliderJudge {

    private final City city;
    private final ContractViolations violations;

    SliderJudge(City city, ContractViolations violations) {
        this.city = city;
        this.violations = violations;
    }

    /** @param served whether the courier reported that there is nothing to swap at B */
    void judge(Claim claim, ClaimPoint point, Courier courier, boolean served, Reply reply) {
        String wrong;
        synchronized (city) {
            wrong = wrong(claim, point, courier, served);
        }
        if (wrong != null) {
            violations.add("bundle " + reply.call(), wrong, claim.id() + " " + reply.text());
        }
    }

    /** The courier has done nothing yet. */
    void judgeTooEarly(Claim claim, Reply reply) {
        if (reply.json().path("allowed").asBoolean(false)) {
            violations.add("bundle " + reply.call(), "the slider at B was allowed though nothing was replaced", claim.id() + " " + reply.text());
        }
    }

    /** The courier went off and left a door open. */
    void judgeWithDoorOpen(Claim claim, Reply reply) {
        if (reply.json().path("allowed").asBoolean(false)) {
            violations.add("bundle " + reply.call(), "the slider was allowed though a cell stands open", claim.id() + " " + reply.text());
        }
    }

    private String wrong(Claim claim, ClaimPoint point, Courier courier, boolean served) {
        if (point == claim.source()) {
            return courier.bag().isEmpty() ? "the slider at A was allowed though the courier got nothing" : null;
        }
        if (point == claim.destinations().get(0)) {
            boolean full = city.scooterAt(point.position()).filter(s -> s.reading(city.now()) >= City.FULL_PERCENT).isPresent();
            return served || full ? null : "the slider at B was allowed though the scooter has no full accumulator";
        }
        return courier.bag().isEmpty() ? null : "the slider at C was allowed though the courier still carries " + courier.bag().get(0).id();
    }
}
