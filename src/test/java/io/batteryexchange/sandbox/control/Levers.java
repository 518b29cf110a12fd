package io.batteryexchange.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.cargo.Dispatch;
import io.batteryexchange.sandbox.cargo.Visits;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Scooter;
import io.batteryexchange.sandbox.fleet.SensorToTags;
import io.batteryexchange.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/** Lets a test interfere with the city. */
final class Levers {

    private static final Set<String> ENDS = Set.of("failed", "cancelled_by_taxi", "performer_not_found");
    private static final int LEVEL_FROM = 5;
    private static final int LEVEL_SPAN = 50;

    private final City city;
    private final SensorToTags sensorToTags;
    private final Claims claims;
    private final Dispatch dispatch;
    private final Visits visits;

    Levers(City city, SensorToTags sensorToTags, Claims claims, Dispatch dispatch, Visits visits) {
        this.city = city;
        this.sensorToTags = sensorToTags;
        this.claims = claims;
        this.dispatch = dispatch;
        this.visits = visits;
    }

    ObjectNode discharge(String carId, JsonNode body) {
        synchronized (city) {
            known(carId).accumulator().charge(body.path("level").asInt(17));
            sensorToTags.tick();
            return Json.object("car_id", carId, "percent", known(carId).accumulator().percent());
        }
    }

    /** Makes as many more scooters low, chosen by the city's dice among those on the street. */
    ObjectNode dischargeMany(JsonNode body) {
        synchronized (city) {
            List<Scooter> street = new ArrayList<>(city.scooters().values().stream().filter(s -> !s.hidden()).toList());
            Collections.shuffle(street, city.random());
            List<Scooter> chosen = street.subList(0, Math.min(street.size(), body.path("count").asInt(1)));
            chosen.forEach(s -> s.accumulator().charge(LEVEL_FROM + city.random().nextInt(LEVEL_SPAN)));
            sensorToTags.tick();
            return Json.object("car_ids", chosen.stream().map(Scooter::id).toList());
        }
    }

    /** Any of {@code online}, {@code gone}, {@code wrecked}. */
    ObjectNode scooter(String carId, JsonNode body) {
        synchronized (city) {
            Scooter scooter = known(carId);
            scooter.online(body.path("online").asBoolean(scooter.online()));
            scooter.gone(body.path("gone").asBoolean(scooter.gone()));
            scooter.wrecked(body.path("wrecked").asBoolean(scooter.wrecked()));
            return Json.object("car_id", carId, "online", scooter.online(), "gone", scooter.gone(), "wrecked", scooter.wrecked());
        }
    }

    ObjectNode speed(JsonNode body) {
        city.clock().speed(body.path("speed").asDouble());
        return Json.object("speed", city.clock().speed());
    }

    /** What fate does to a claim: {@code {"do": "failed|cancelled_by_taxi|performer_not_found|replace_performer|support_cancel|unknown_status"}}. */
    ObjectNode claim(String claimId, JsonNode body) {
        synchronized (city) {
            Claim claim = claims.find(claimId).orElseThrow(() -> new NoSuchElementException("no claim " + claimId));
            String what = body.path("do").asText();
            if (!claim.live()) {
                throw new IllegalArgumentException("the claim is over: " + claim.status());
            }
            if (ENDS.contains(what)) {
                visits.end(claim, what);
            } else if (what.equals("replace_performer") && Set.of("performer_found", "pickup_arrived").contains(claim.status())) {
                dispatch.replacePerformer(claim);
            } else if (what.equals("support_cancel") && claim.pickedUp()) {
                visits.cancelBySupport(claim);
            } else if (what.equals("unknown_status")) {
                claims.announceUnknownStatus(claim);
            } else {
                throw new IllegalArgumentException("cannot do '%s' at status %s".formatted(what, claim.status()));
            }
            return Json.object("claim_id", claimId, "status", claim.status());
        }
    }

    private Scooter known(String carId) {
        Scooter scooter = city.scooters().get(carId);
        if (scooter == null) {
            throw new NoSuchElementException("no scooter " + carId);
        }
        return scooter;
    }
}
