package io.batteryexchange.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.cabinets.Booking;
import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.Cabinet;
import io.batteryexchange.sandbox.city.Cell;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.city.Scooter;
import io.batteryexchange.sandbox.courier.Robots;
import io.batteryexchange.sandbox.fleet.Fleet;
import io.batteryexchange.sandbox.ledger.Ledger;
import io.batteryexchange.sandbox.wire.Json;
import io.batteryexchange.sandbox.wire.Wire;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The city as the control API shows it. */
final class CityView {

    private final City city;
    private final Fleet fleet;
    private final Bookings bookings;
    private final Claims claims;
    private final Robots robots;
    private final Ledger ledger;
    private final Wire wire;
    private final Agenda agenda;

    CityView(City city, Agenda agenda, Fleet fleet, Bookings bookings, Claims claims, Robots robots, Ledger ledger, Wire wire) {
        this.city = city;
        this.agenda = agenda;
        this.fleet = fleet;
        this.bookings = bookings;
        this.claims = claims;
        this.robots = robots;
        this.ledger = ledger;
        this.wire = wire;
    }

    ObjectNode summary() {
        synchronized (city) {
            Collection<Robots.Sight> sights = robots.sights();
            Map<String, Long> liveClaims = claims.all().stream().filter(c -> !c.foreign() && c.live())
                    .collect(Collectors.groupingBy(c -> c.status(), TreeMap::new, Collectors.counting()));
            Map<String, Long> allClaims = claims.all().stream().filter(c -> !c.foreign())
                    .collect(Collectors.groupingBy(c -> c.status(), TreeMap::new, Collectors.counting()));
            return Json.object("city_time", city.now(), "speed", city.clock().speed(),
                    "scooters", Json.object("all", city.scooters().size(),
                            "low", city.scooters().keySet().stream().filter(fleet::hasLowTag).count(),
                            "processing", city.scooters().keySet().stream().filter(id -> fleet.tag(id, "recharge_processing").isPresent()).count()),
                    "live_claims", liveClaims, "claims", allClaims,
                    "foreign_claims", claims.all().stream().filter(c -> c.foreign()).count(),
                    "swaps_finished", claims.all().stream().filter(c -> !c.foreign() && c.status().equals("delivered_finish")).count(),
                    "swaps_at_scooter", city.swaps().size(),
                    "bookings_active", bookings.active().size(),
                    "bookings_made", bookings.all().size(),
                    "couriers", Json.object("all", sights.size(),
                            "busy", sights.stream().filter(s -> s.claimId() != null).count(),
                            "by_hand", city.couriers().values().stream().filter(Courier::byHand).count(),
                            "stuck", sights.stream().filter(Robots.Sight::stuck).count(),
                            "ever_stuck", sights.stream().filter(Robots.Sight::everStuck).count()),
                    "contract_violations", wire.violations().count(),
                    "ledger_violations", ledger.count(),
                    "agenda_failures", agenda.failures(),
                    "behaviours", city.fate().counts(),
                    "faults_fired", wire.faults().fired(),
                    "requests", wire.counters().snapshot());
        }
    }

    ObjectNode city() {
        synchronized (city) {
            Map<String, Robots.Sight> sights = robots.sights().stream().collect(Collectors.toMap(Robots.Sight::courierId, s -> s));
            return Json.object(
                    "stores", Json.array(city.stores().values().stream().map(s -> Json.object("id", s.id(), "name", s.name(),
                            "location", s.position(), "cabinets", Json.array(s.cabinets().stream().map(this::cabinet))))),
                    "scooters", Json.array(city.scooters().values().stream().map(this::scooter)),
                    "couriers", Json.array(city.couriers().values().stream().map(c -> courier(c, sights.get(c.id())))),
                    "bookings", Json.array(bookings.active().stream().map(CityView::booking)));
        }
    }

    ObjectNode swaps() {
        synchronized (city) {
            return Json.object("count", city.swaps().size(), "swaps", city.swaps().stream().map(swap -> {
                ObjectNode document = (ObjectNode) Json.tree(swap);
                claims.find(String.valueOf(swap.claimId())).ifPresent(claim -> document.put("task_id", claim.taskId())
                        .put("claim_status", claim.status()).put("claim_created_at", claim.createdAt().toString())
                        .put("claim_updated_at", claim.updatedAt().toString()));
                return document;
            }).toList());
        }
    }

    private JsonNode cabinet(Cabinet cabinet) {
        return Json.object("id", cabinet.id(), "cells", Json.array(cabinet.cells().stream().map(CityView::cell)),
                "shelf", Json.array(cabinet.shelf().stream().map(a -> a.id())));
    }

    private static JsonNode cell(Cell cell) {
        return Json.object("id", cell.id(), "open", cell.open(), "broken", cell.broken(), "door", cell.door().name().toLowerCase(),
                "accumulator_id", cell.accumulator() == null ? null : cell.accumulator().id(),
                "percent", cell.accumulator() == null ? null : cell.accumulator().percent());
    }

    private JsonNode scooter(Scooter s) {
        return Json.object("id", s.id(), "number", s.number(), "location", s.position(), "accumulator_id", s.accumulator().id(),
                "percent", s.accumulator().percent(), "reading", s.reading(city.now()), "online", s.online(city.now()), "gone", s.gone(), "wrecked", s.wrecked(),
                "tags", Json.array(fleet.tags(s.id()).stream()));
    }

    private static JsonNode courier(Courier c, Robots.Sight sight) {
        return Json.object("id", c.id(), "name", c.name(), "location", c.position(), "claim_id", c.claimId(),
                "phase", sight.phase(), "stuck", sight.stuck(), "bag", Json.array(c.bag().stream().map(a -> a.id())));
    }

    private static JsonNode booking(Booking b) {
        return Json.object("book_id", b.id(), "cabinet_id", b.cabinet().id(), "contractor_id", b.contractorId(), "created_at", b.createdAt());
    }
}
