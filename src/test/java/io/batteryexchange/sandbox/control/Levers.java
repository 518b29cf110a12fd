package io.batteryexchange.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.cargo.Dispatch;
import io.batteryexchange.sandbox.cargo.Misfortunes;
import io.batteryexchange.sandbox.city.Cell;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Scooter;
import io.batteryexchange.sandbox.fleet.SensorToTags;
import io.batteryexchange.sandbox.fleet.StreetLife;
import io.batteryexchange.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** Lets a test interfere with the city. */
final class Levers {

    private static final int LEVEL_FROM = 5;
    private static final int LEVEL_SPAN = 50;

    private final City city;
    private final SensorToTags sensorToTags;
    private final Claims claims;
    private final Dispatch dispatch;
    private final Misfortunes misfortunes;
    private final StreetLife streetLife;

    Levers(City city, SensorToTags sensorToTags, Claims claims, Dispatch dispatch, Misfortunes misfortunes, StreetLife streetLife) {
        this.city = city;
        this.sensorToTags = sensorToTags;
        this.claims = claims;
        this.dispatch = dispatch;
        this.misfortunes = misfortunes;
        this.streetLife = streetLife;
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

    /** Any of {@code online}, {@code gone}, {@code wrecked}; and what people do to it: {@code {"do": "charged-by-hand|retagged|rented"}}. */
    ObjectNode scooter(String carId, JsonNode body) {
        synchronized (city) {
            Scooter scooter = known(carId);
            if (body.path("online").asBoolean(false)) {
                scooter.online();
            } else if (body.has("online")) {
                scooter.offline(false);
            }
            scooter.gone(body.path("gone").asBoolean(scooter.gone()));
            scooter.wrecked(body.path("wrecked").asBoolean(scooter.wrecked()));
            if (body.has("do")) {
                streetLife.happen(scooter, behaviour(body));
            }
            return Json.object("car_id", carId, "online", scooter.online(city.now()), "gone", scooter.gone(), "wrecked", scooter.wrecked());
        }
    }

    /** {@code {"cell_id": …, "door": "sound|mute|jammed"}}: whether a door obeys from now on. One that stands open cannot stay shut. */
    ObjectNode cell(JsonNode body) {
        synchronized (city) {
            Cell cell = city.cells().get(body.path("cell_id").asText());
            if (cell == null) {
                throw new NoSuchElementException("no cell " + body.path("cell_id"));
            }
            Cell.Door door = Cell.Door.valueOf(body.path("door").asText().toUpperCase(Locale.ROOT));
            if (cell.open() && door != Cell.Door.SOUND) {
                throw new IllegalArgumentException(cell.id() + " stands open");
            }
            cell.door(door);
            return Json.object("cell_id", cell.id(), "door", door.name().toLowerCase(Locale.ROOT));
        }
    }

    ObjectNode speed(JsonNode body) {
        city.clock().speed(body.path("speed").asDouble());
        return Json.object("speed", city.clock().speed());
    }

    /**
     * What fate does to a claim: {@code {"do": name}} with the name of any {@link Behaviour} of claims, such as
     * {@code cancelled-by-taxi} or {@code offer-expires-409}.
     */
    ObjectNode claim(String claimId, JsonNode body) {
        synchronized (city) {
            Claim claim = claims.find(claimId).orElseThrow(() -> new NoSuchElementException("no claim " + claimId));
            Behaviour what = behaviour(body);
            if (!claim.live() || !happen(claim, what)) {
                throw new IllegalArgumentException("cannot do '%s' at status %s".formatted(what.title(), claim.status()));
            }
            city.fate().happened(what);
            return Json.object("claim_id", claimId, "status", claim.status());
        }
    }

    private boolean happen(Claim claim, Behaviour what) {
        return switch (what) {
            case OFFER_EXPIRES_409 -> dispatch.lapse(claim, false);
            case OFFER_EXPIRES_LATE_200 -> dispatch.lapse(claim, true);
            default -> misfortunes.happen(claim, what);
        };
    }

    private static Behaviour behaviour(JsonNode body) {
        String title = body.path("do").asText();
        return Stream.of(Behaviour.values()).filter(b -> b.title().equals(title)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such behaviour: " + title));
    }

    private Scooter known(String carId) {
        Scooter scooter = city.scooters().get(carId);
        if (scooter == null) {
            throw new NoSuchElementException("no scooter " + carId);
        }
        return scooter;
    }
}
