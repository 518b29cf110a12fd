package io.batteryexchange.flow.support;

import static io.batteryexchange.flow.support.Documents.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A claim as cargo shows it: points renumbered above 2^31 and out of order, with an appended return point. */
public final class ClaimDocument {

    public static final long A = 17_000_000_000_001L;
    public static final long B = 17_000_000_000_002L;
    public static final long C = 17_000_000_000_003L;

    private final String id;
    private final String taskId;
    private String status = "new";
    private long revision = 1;
    private String performerId;
    private final String[] visit = {"pending", "pending", "pending"};

    private ClaimDocument(String id, String taskId) {
        this.id = id;
        this.taskId = taskId;
    }

    public static ClaimDocument of(String id, String taskId) {
        return new ClaimDocument(id, taskId);
    }

    public ClaimDocument status(String status, long revision) {
        this.status = status;
        this.revision = revision;
        return this;
    }

    /** As an in-house cargo tells it. */
    public ClaimDocument performer(String performerId) {
        this.performerId = performerId;
        return this;
    }

    /** The visit statuses of A, B and C. */
    public ClaimDocument visits(String a, String b, String c) {
        visit[0] = a;
        visit[1] = b;
        visit[2] = c;
        return this;
    }

    /** Of point B, by which a search finds the claim. */
    String externalOrderId() {
        return taskId + "/B";
    }

    public String id() {
        return id;
    }

    public String status() {
        return status;
    }

    public long revision() {
        return revision;
    }

    public ObjectNode json() {
        ObjectNode claim = object("id", id, "status", status, "version", 1, "revision", revision, "user_request_revision", "1", "items", List.of(),
            "route_points", List.of(
                object("id", C, "type", "destination", "visit_order", 3, "visit_status", visit[2], "external_order_id", taskId + "/C", "visited_at", object()),
                object("id", A, "type", "source", "visit_order", 1, "visit_status", visit[0], "visited_at", object()),
                object("id", B, "type", "destination", "visit_order", 2, "visit_status", visit[1], "external_order_id", taskId + "/B", "visited_at", object()),
                object("id", C + 1, "type", "return", "visit_order", 4, "visit_status", "skipped", "visited_at", object())),
            "created_ts", "2026-01-05T10:00:00.000001+00:00", "updated_ts", "2026-01-05T10:00:00.000001+00:00");
        if (!List.of("new", "estimating", "ready_for_approval").contains(status)) {
            claim.set("performer_info", object("courier_name", "Courier", "legal_name", "Legs Ltd"));
            if (performerId != null) {
                ((ObjectNode) claim.get("performer_info")).put("performer_id", performerId);
            }
        }
        return claim;
    }
}
