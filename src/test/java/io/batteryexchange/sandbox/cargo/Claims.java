package io.batteryexchange.sandbox.cargo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.SandboxSettings;
import io.batteryexchange.sandbox.SandboxSettings.Mode;
import io.batteryexchange.sandbox.SandboxSettings.PerformerInInfo;
import io.batteryexchange.sandbox.city.City;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** All claims, and the one place where a claim's status changes. Under the city's lock. */
public final class Claims {

    /** Well above 2^31, as in real life. */
    private static final long FIRST_POINT_ID = 17_043_000_000_000L;

    private final City city;
    private final SandboxSettings settings;
    private final Journal journal;
    private final Map<String, Claim> claims = new LinkedHashMap<>();
    private final Map<String, Claim> byRequestId = new LinkedHashMap<>();
    private final List<ClaimListener> listeners = new ArrayList<>();
    private long nextPointId = FIRST_POINT_ID;
    private int created;

    public Claims(City city, SandboxSettings settings, Journal journal) {
        this.city = city;
        this.settings = settings;
        this.journal = journal;
    }

    public void listen(ClaimListener listener) {
        listeners.add(listener);
    }

    public Optional<Claim> find(String claimId) {
        return Optional.ofNullable(claims.get(claimId));
    }

    Optional<Claim> byRequestId(String requestId) {
        return Optional.ofNullable(byRequestId.get(requestId));
    }

    public Collection<Claim> all() {
        return Collections.unmodifiableCollection(claims.values());
    }

    Claim create(String requestId, ObjectNode asked, boolean foreign) {
        created++;
        Mode mode = settings.mode() != Mode.MIX ? settings.mode() : created % 2 == 1 ? Mode.P : Mode.D;
        boolean tellsPerformer = settings.settle() == PerformerInInfo.ALWAYS
                || settings.settle() == PerformerInInfo.MIX && created % 4 >= 2;
        Claim claim = new Claim(newId(), requestId, asked, points(asked), mode, tellsPerformer, foreign, 300 + city.random().nextInt(500));
        claim.carId = city.scooterAt(claim.destinations().get(0).position()).map(s -> s.id()).orElse(null);
        claims.put(claim.id, claim);
        if (requestId != null) {
            byRequestId.put(requestId, claim);
        }
        journal.statusChanged(claim, claim.status);
        listeners.forEach(l -> l.created(claim));
        return claim;
    }

    /** Gives the claim its next status, and everybody the news. */
    void move(Claim claim, String status) {
        touch(claim);
        claim.status = status;
        claim.statusChangedAt = claim.updatedAt;
        journal.statusChanged(claim, status);
        listeners.forEach(l -> l.moved(claim, status));
    }

    void priceChanged(Claim claim) {
        touch(claim);
        journal.priceChanged(claim, (claim.price + 10) + ".00");
    }

    /** An event with a status nobody has heard of; the claim itself stays as it is. */
    void announceUnknownStatus(Claim claim) {
        touch(claim);
        journal.statusChanged(claim, "courier_is_having_tea");
    }

    /** A change of a kind nobody has heard of. */
    void announceUnknownChange(Claim claim) {
        touch(claim);
        journal.unknownChange(claim);
    }

    void touch(Claim claim) {
        claim.olderDocument = ClaimDocument.of(claim);
        claim.revision += 1 + city.random().nextInt(3);
        claim.updatedAt = Instant.now();
    }

    private List<ClaimPoint> points(ObjectNode asked) {
        List<JsonNode> ordered = StreamSupport.stream(asked.get("route_points").spliterator(), false)
                .sorted(Comparator.comparingInt(p -> p.get("visit_order").intValue())).toList();
        List<ClaimPoint> points = new ArrayList<>();
        for (JsonNode point : ordered) {
            points.add(new ClaimPoint(nextPointId++, point.get("point_id").longValue(), point.get("type").textValue(),
                    point.get("visit_order").intValue(), (ObjectNode) point));
        }
        if (points.stream().noneMatch(p -> p.type().equals("return"))) {
            ClaimPoint last = points.get(points.size() - 1);
            points.add(new ClaimPoint(nextPointId++, Long.MIN_VALUE, "return", last.visitOrder() + 1, points.get(0).asked().deepCopy()));
        }
        return List.copyOf(points);
    }

    private String newId() {
        return "%016x%016x".formatted(city.random().nextLong(), city.random().nextLong());
    }
}
