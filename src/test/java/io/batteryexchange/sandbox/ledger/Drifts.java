package io.batteryexchange.sandbox.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.cabinets.Booking;
import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.fleet.Fleet;
import io.batteryexchange.sandbox.fleet.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the bundle's tasks with the city: what rules 2, 3 and 4 forbid to last. */
final class Drifts {

    private static final Set<String> OVER = Set.of("done", "cancelled");

    private final City city;
    private final Fleet fleet;
    private final Bookings bookings;
    private final Claims claims;

    Drifts(City city, Fleet fleet, Bookings bookings, Claims claims) {
        this.city = city;
        this.fleet = fleet;
        this.bookings = bookings;
        this.claims = claims;
    }

    List<Drift> now(Collection<JsonNode> tasks) {
        synchronized (city) {
            List<Drift> drifts = new ArrayList<>();
            List<JsonNode> live = tasks.stream().filter(t -> !OVER.contains(t.path("state").asText())).toList();
            compareBookings(live, drifts);
            compareLowTags(tasks, drifts);
            compareProcessing(live, drifts);
            return drifts;
        }
    }

    private void compareBookings(List<JsonNode> live, List<Drift> drifts) {
        Set<String> owned = new HashSet<>();
        for (JsonNode task : live) {
            String bookId = task.path("book_id").asText("");
            if (!bookId.isEmpty()) {
                owned.add(bookId);
                if (!bookings.find(bookId).map(Booking::active).orElse(false)) {
                    drifts.add(new Drift("2", "a live task's booking is gone", Map.of("task_id", id(task), "book_id", bookId)));
                }
            }
        }
        for (Booking booking : bookings.active()) {
            if (!owned.contains(booking.id())) {
                drifts.add(new Drift("2", "a booking that no live task owns",
                        Map.of("book_id", booking.id(), "cabinet_id", booking.cabinet().id())));
            }
        }
    }

    private void compareLowTags(Collection<JsonNode> tasks, List<Drift> drifts) {
        Set<String> covered = new HashSet<>();
        Map<String, List<JsonNode>> byCar = new HashMap<>();
        for (JsonNode task : tasks) {
            covered.add(task.path("tag_id").asText());
            byCar.computeIfAbsent(task.path("car_id").asText(), c -> new ArrayList<>()).add(task);
        }
        for (String carId : city.scooters().keySet()) {
            for (Tag tag : fleet.tags(carId)) {
                if (tag.isLow() && !covered.contains(tag.tagId())
                        && byCar.getOrDefault(carId, List.of()).stream().noneMatch(t -> livedAfter(t, tag.createdAt()))) {
                    drifts.add(new Drift("3", "a low-battery tag that no task ever covered",
                            Map.of("car_id", carId, "tag_id", tag.tagId(), "tag", tag.name())));
                }
            }
        }
    }

    /** Several low tags of a scooter get one task, for the most urgent. */
    private static boolean livedAfter(JsonNode task, Instant tagCreated) {
        String finished = task.path("finished_at").asText("");
        return finished.isEmpty() || OffsetDateTime.parse(finished).toInstant().isAfter(tagCreated);
    }

    private void compareProcessing(List<JsonNode> live, List<Drift> drifts) {
        Set<String> busy = new HashSet<>();
        for (JsonNode task : live) {
            String carId = task.path("car_id").asText();
            busy.add(carId);
            if (!swapLegOver(task) && fleet.tag(carId, Tag.PROCESSING).isEmpty()) {
                drifts.add(new Drift("4", "a live task's scooter lacks recharge_processing before its swap leg is over",
                        Map.of("car_id", carId, "task_id", id(task))));
            }
        }
        for (String carId : city.scooters().keySet()) {
            if (!busy.contains(carId) && fleet.tag(carId, Tag.PROCESSING).isPresent()) {
                drifts.add(new Drift("4", "recharge_processing on a scooter without a live task", Map.of("car_id", carId)));
            }
        }
    }

    private boolean swapLegOver(JsonNode task) {
        return claims.find(task.path("cargo_ref_id").asText()).map(Drifts::visitedB).orElse(false);
    }

    private static boolean visitedB(Claim claim) {
        return claim.destinations().get(0).visitStatus().equals("visited");
    }

    private static String id(JsonNode task) {
        return task.path("task_id").asText();
    }
}
