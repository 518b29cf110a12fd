package io.batteryexchange.sandbox.cargo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.city.Position;
import java.time.Instant;

/** A point of a claim's route, with the server's own id. */
public final class ClaimPoint {

    private final long id;
    private final long clientId;
    private final String type;
    private final int visitOrder;
    private final ObjectNode asked;
    private String visitStatus = "pending";
    private Instant visitedAt;

    ClaimPoint(long id, long clientId, String type, int visitOrder, ObjectNode asked) {
        this.id = id;
        this.clientId = clientId;
        this.type = type;
        this.visitOrder = visitOrder;
        this.asked = asked;
    }

    public long id() {
        return id;
    }

    long clientId() {
        return clientId;
    }

    public String type() {
        return type;
    }

    public int visitOrder() {
        return visitOrder;
    }

    ObjectNode asked() {
        return asked;
    }

    public String externalOrderId() {
        return asked.path("external_order_id").asText("");
    }

    public String address() {
        return asked.at("/address/fullname").asText("");
    }

    public Position position() {
        return new Position(asked.at("/address/coordinates/1").doubleValue(), asked.at("/address/coordinates/0").doubleValue());
    }

    public String visitStatus() {
        return visitStatus;
    }

    /** Neither visited nor given up. */
    boolean open() {
        return visitStatus.equals("pending") || visitStatus.equals("arrived");
    }

    Instant visitedAt() {
        return visitedAt;
    }

    void visit(String status) {
        visitStatus = status;
        visitedAt = status.equals("pending") ? null : Instant.now();
    }
}
