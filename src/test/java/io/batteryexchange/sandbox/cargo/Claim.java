package io.batteryexchange.sandbox.cargo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.SandboxSettings.Mode;
import io.batteryexchange.sandbox.city.Courier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A delivery order. All times are real ones: they go out on the wire. */
public final class Claim {

    final String id;
    final String requestId;
    final ObjectNode asked;
    final List<ClaimPoint> points;
    final Mode mode;
    final boolean tellsPerformer;
    final boolean foreign;
    final Instant createdAt = Instant.now();
    final long price;
    String carId;
    String status = "new";
    int version = 1;
    long revision = 1;
    Instant updatedAt = createdAt;
    Instant statusChangedAt;
    Instant offerUntil;
    Instant lookupSince;
    Courier performer;
    long currentPointId;
    String finalPrice;
    boolean offerLapsed;
    boolean lateAcceptIsTaken;
    ObjectNode olderDocument;

    Claim(String id, String requestId, ObjectNode asked, List<ClaimPoint> points, Mode mode, boolean tellsPerformer,
          boolean foreign, long price) {
        this.id = id;
        this.requestId = requestId;
        this.asked = asked;
        this.points = points;
        this.mode = mode;
        this.tellsPerformer = tellsPerformer;
        this.foreign = foreign;
        this.price = price;
        this.currentPointId = points.get(0).id();
    }

    public String id() {
        return id;
    }

    public String status() {
        return status;
    }

    /** The scooter that stands at point B; null when none does. */
    public String carId() {
        return carId;
    }

    public boolean foreign() {
        return foreign;
    }

    public boolean live() {
        return ClaimStatus.live(status);
    }

    public Courier performer() {
        return performer;
    }

    public List<ClaimPoint> points() {
        return points;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public Mode mode() {
        return mode;
    }

    /** The task of this claim, as its item names it. */
    public String taskId() {
        return asked.at("/items/0/extra_id").asText("");
    }

    public ClaimPoint source() {
        return points.get(0);
    }

    /** Where goods go that could not be handed over: the cabinet again. */
    public ClaimPoint returnPoint() {
        return points.get(points.size() - 1);
    }

    public List<ClaimPoint> destinations() {
        return points.stream().filter(p -> p.type().equals("destination")).toList();
    }

    public Optional<ClaimPoint> point(long pointId) {
        return points.stream().filter(p -> p.id() == pointId).findFirst();
    }

    public long currentPointId() {
        return currentPointId;
    }

    public boolean pickedUp() {
        return source().visitStatus().equals("visited");
    }
}
