package io.batteryexchange.flow.support;

import static io.batteryexchange.flow.support.Documents.array;
import static io.batteryexchange.flow.support.Documents.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** cargo: shows the claims that a test gives it; a new claim has the id that its request_id was given first. */
public final class CargoStub {

    private static final String ROOT = "/b2b/cargo/integration/v2/claims/";
    public static final String CREATE = ROOT + "create";
    public static final String INFO = ROOT + "info";
    public static final String ACCEPT = ROOT + "accept";
    public static final String JOURNAL = ROOT + "journal";
    public static final String SEARCH = ROOT + "search";
    public static final String CANCEL_INFO = ROOT + "cancel-info";
    public static final String CANCEL = ROOT + "cancel";

    private final StubServer stub;
    private final Map<String, ClaimDocument> claims = new ConcurrentHashMap<>();
    private final Map<String, String> claimByRequestId = new ConcurrentHashMap<>();
    private final AtomicInteger created = new AtomicInteger();

    CargoStub(StubServer stub) {
        this.stub = stub;
    }

    void reset() {
        claims.clear();
        claimByRequestId.clear();
        created.set(0);
        stub.on(CREATE, request -> Answer.ok(create(request).json()));
        stub.on(INFO, request -> info(request.query().get("claim_id")));
        stub.on(ACCEPT, request -> Answer.ok(
            object("id", request.query().get("claim_id"), "status", "accepted", "version", 1, "user_request_revision", "1", "skip_client_notify", true)));
        stub.on(SEARCH, request -> Answer.ok(object("claims", array(claims.values().stream()
            .filter(claim -> claim.externalOrderId().equals(request.field("external_order_id"))).map(ClaimDocument::json).toList()))));
        stub.on(CANCEL_INFO, request -> Answer.ok(object("cancel_state", "free", "price", "0", "currency", "RUB")));
        stub.on(CANCEL, request -> Answer.ok(
            object("id", request.query().get("claim_id"), "status", "cancelled", "version", 1, "user_request_revision", "1", "skip_client_notify", true)));
        stub.on(JOURNAL, request -> page(request.field("cursor") == null ? "start" : request.field("cursor")));
    }

    /** What info answers for this claim from now on. */
    public void shows(ClaimDocument claim) {
        claims.put(claim.id(), claim);
    }

    /** Creates the claim, or finds what the request_id created before; for scripts that lose the answer. */
    public ClaimDocument create(Received request) {
        String taskId = request.body().path("items").path(0).path("extra_id").asText();
        String id = claimByRequestId.computeIfAbsent(request.query().get("request_id"), any -> "%032x".formatted(0xc1a1L + created.getAndIncrement()));
        return ClaimDocument.of(id, taskId).status("new", 1);
    }

    /** A page of the journal. */
    public static Answer page(String cursor, ObjectNode... events) {
        return Answer.ok(object("cursor", cursor, "events", array(List.of(events))));
    }

    public static ObjectNode event(long operationId, String claimId, String status, long revision) {
        return object("operation_id", operationId, "claim_id", claimId, "change_type", "status_changed", "new_status", status, "revision", revision,
            "updated_ts", "2026-01-05T10:00:01.000001+00:00", "current_point_id", ClaimDocument.A, "a_field_of_tomorrow", "ignored");
    }

    private Answer info(String claimId) {
        ClaimDocument claim = claims.get(claimId);
        return claim == null ? Answer.error(404, "not_found") : Answer.ok(claim.json());
    }
}
