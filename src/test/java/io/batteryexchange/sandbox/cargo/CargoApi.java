package io.batteryexchange.sandbox.cargo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.SandboxSettings;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.wire.Answer;
import io.batteryexchange.sandbox.wire.Call;
import io.batteryexchange.sandbox.wire.Fault;
import io.batteryexchange.sandbox.wire.Json;
import io.batteryexchange.sandbox.wire.Refusal;
import io.batteryexchange.sandbox.wire.Shape;
import io.batteryexchange.sandbox.wire.Upstream;
import io.batteryexchange.sandbox.wire.Wire;
import io.batteryexchange.sandbox.wire.WireRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The claims API. */
public final class CargoApi {

    public static final String NAME = "cargo";

    private static final String CLAIM_ID = "[0-9a-zA-Z]{32,64}";
    private static final List<String> REFUSALS = List.of("address_outside_delivery_zone", "address_not_found", "unknown_zone",
            "required_tariffs_disabled_for_user", "invalid_point_phone");
    /** The contract names 5–30 s in which to ask again. */
    private static final Duration STALE_FOR = Duration.ofSeconds(5);
    private static final Shape VERSION = Shape.integer(1, Integer.MAX_VALUE);

    private final Claims claims;
    private final Journal journal;
    private final Dispatch dispatch;
    private final Visits visits;
    private final City city;
    private final SandboxSettings settings;
    private final Wire wire;
    private final ClaimCheck check;
    private final ForeignClaims foreignClaims;
    private final ClaimSearch search;
    private final Set<String> tasksSeen = new HashSet<>();
    private boolean cursorRejected;
    private Instant lastPoll = Instant.MIN;

    public CargoApi(Claims claims, Journal journal, Dispatch dispatch, Visits visits, City city, Agenda agenda,
                    SandboxSettings settings, Wire wire) {
        this.claims = claims;
        this.journal = journal;
        this.dispatch = dispatch;
        this.visits = visits;
        this.city = city;
        this.settings = settings;
        this.wire = wire;
        this.check = new ClaimCheck(city, wire.violations(), settings.strictPoints());
        this.foreignClaims = new ForeignClaims(claims, city, agenda);
        this.search = new ClaimSearch(claims);
    }

    public Upstream upstream(String token) {
        return Upstream.of(NAME, "/b2b/cargo/integration/v2", token, "400", false, false, calls());
    }

    /** The same under v1, where the contract names it. */
    public Upstream upstreamV1(String token) {
        return Upstream.of(NAME, "/b2b/cargo/integration/v1", token, "400", false, false, calls().stream()
                .filter(c -> List.of("claims/journal", "claims/accept", "claims/cancel").contains(c.name())).toList());
    }

    private List<Call> calls() {
        return List.of(
                Call.post("claims/create").required("request_id", ".{1,128}").inLanguage().changes().body(ClaimShape.create()).playing(this::canForget).answeredBy(this::create),
                Call.post("claims/info").required("claim_id", CLAIM_ID).inLanguage().playing(this::canBeStale).answeredBy(this::info),
                Call.post("claims/accept").required("claim_id", CLAIM_ID).inLanguage().changes()
                        .body(Shape.object().required("version", VERSION)).answeredBy(this::accept),
                Call.post("claims/cancel-info").required("claim_id", CLAIM_ID).inLanguage().answeredBy(this::cancelInfo),
                Call.post("claims/cancel").required("claim_id", CLAIM_ID).inLanguage().changes()
                        .body(Shape.object().required("version", VERSION).required("cancel_state", Shape.oneOf("free", "paid")))
                        .answeredBy(this::cancel),
                Call.post("claims/journal").optional("limit", "[1-9][0-9]{0,2}|1000")
                        .optionalBody(Shape.object().optional("cursor", Shape.text())).playing(this::canPlayJournal).answeredBy(this::journal),
                Call.post("claims/search").inLanguage().body(Shape.anything()).answeredBy(this::search),
                Call.post("claims/bulk_info").inLanguage()
                        .body(Shape.object().required("claim_ids", Shape.array(Shape.pattern(CLAIM_ID), 1, 1000))).answeredBy(this::bulkInfo),
                Call.get("claims/performer-position").required("claim_id", CLAIM_ID).answeredBy(this::performerPosition),
                Call.post("claims/points-eta").required("claim_id", CLAIM_ID).inLanguage().answeredBy(this::pointsEta));
    }

    private Answer create(WireRequest request) {
        String requestId = request.query("request_id");
        Claim before = claims.byRequestId(requestId).orElse(null);
        if (before != null && !request.has(Fault.FORGOTTEN_TOKEN)) {
            if (!before.asked.equals(request.body())) {
                wire.violations().add("cargo claims/create", "request_id %s was used with another body".formatted(requestId), request.rawBody());
            }
            return Answer.ok(ClaimDocument.of(before)).about("claim_id", before.id).unchanged();
        }
        check.check(request.body());
        refuseNowAndThen(request);
        Claim claim = claims.create(requestId, request.body().deepCopy(), false);
        Answer answer = Answer.ok(ClaimDocument.of(claim)).about("claim_id", claim.id, "request_id", requestId);
        dispatch.created(claim);
        if (city.fate().strikes(Behaviour.FOREIGN_CLAIM)) {
            foreignClaims.one();
        }
        return answer;
    }

    private void refuseNowAndThen(WireRequest request) {
        boolean first = tasksSeen.add(request.body().at("/items/0/extra_id").asText());
        if (first && city.fate().strikes(Behaviour.CLAIM_REFUSED)) {
            String code = REFUSALS.get(city.random().nextInt(REFUSALS.size()));
            throw Refusal.of(400, code, "refused: " + code);
        }
    }

    private Answer info(WireRequest request) {
        Claim claim = claim(request);
        if (request.has(Fault.STALE_READ) || claim.olderDocument != null && city.fate().strikes(Behaviour.STALE_INFO)) {
            return Answer.ok(claim.olderDocument);
        }
        return Answer.ok(ClaimDocument.of(claim));
    }

    private Answer accept(WireRequest request) {
        Claim claim = claim(request);
        checkVersion(claim, request);
        if (claim.status.equals("failed") && claim.performer == null && claim.offerUntil != null) {
            throw Refusal.of(409, "offer_expired", "the offer was good until " + claim.offerUntil);
        }
        if (!claim.status.equals("ready_for_approval")) {
            throw Refusal.of(409, "inappropriate_status", "status is " + claim.status);
        }
        if (!claim.offerLapsed && city.fate().strikes(Behaviour.OFFER_EXPIRES_409)) {
            dispatch.lapse(claim, false);
        } else if (!claim.offerLapsed && city.fate().strikes(Behaviour.OFFER_EXPIRES_LATE_200)) {
            dispatch.lapse(claim, true);
        }
        if (claim.offerLapsed) {
            if (!claim.lateAcceptIsTaken) {
                throw Refusal.of(409, "offer_expired", "the offer was good until " + claim.offerUntil);
            }
            return shortAnswer(claim, "accepted");
        }
        dispatch.accepted(claim);
        return shortAnswer(claim, claim.status);
    }

    private Answer cancelInfo(WireRequest request) {
        Claim claim = claim(request);
        String state = ClaimStatus.cancelState(claim.status);
        return Answer.ok(state.equals("paid")
                ? Json.object("cancel_state", state, "price", claim.price + ".00", "price_with_vat", claim.price * 122 / 100 + ".00", "currency", "RUB")
                : Json.object("cancel_state", state));
    }

    private Answer cancel(WireRequest request) {
        Claim claim = claim(request);
        checkVersion(claim, request);
        String state = ClaimStatus.cancelState(claim.status);
        if (state.equals("unavailable")) {
            throw Refusal.of(409, "inappropriate_status", "status is " + claim.status);
        }
        if (claim.status.equals("estimating") || claim.status.equals("new")) {
            throw Refusal.of(409, "state_mismatch", "the claim is being estimated");
        }
        String asked = request.text("cancel_state");
        if (!asked.equals(state)) {
            throw asked.equals("free") ? Refusal.of(409, "free_cancel_is_unavailable", "only a paid cancel is possible")
                    : Refusal.of(409, "state_mismatch", "cancel_state is " + state);
        }
        claim.finalPrice = state.equals("free") ? "0" : String.valueOf(claim.price);
        visits.end(claim, state.equals("free") ? "cancelled" : "cancelled_with_payment");
        return shortAnswer(claim, claim.status);
    }

    private static Answer shortAnswer(Claim claim, String status) {
        return Answer.ok(Json.object("id", claim.id, "status", status, "version", claim.version, "user_request_revision", "1",
                "skip_client_notify", claim.asked.path("skip_client_notify").asBoolean(false))).about("claim_id", claim.id);
    }

    private boolean canForget(WireRequest request, Fault fault) {
        return fault == Fault.FORGOTTEN_TOKEN && claims.byRequestId(request.query("request_id")).isPresent();
    }

    /** "Info may be older than a callback": for a while after a change, not for ever. */
    private boolean canBeStale(WireRequest request, Fault fault) {
        return fault == Fault.STALE_READ && claims.find(request.query("claim_id"))
                .filter(c -> c.olderDocument != null && c.updatedAt.plus(STALE_FOR).isAfter(Instant.now())).isPresent();
    }

    private boolean canPlayJournal(WireRequest request, Fault fault) {
        Optional<JournalCursor> position = journal.position(request.text("cursor"));
        return position.isPresent() && switch (fault) {
            case REPEATED_PAGE -> position.get().next() > 0;
            case OUT_OF_ORDER -> journal.mixesClaims(position.get(), limit(request));
            case LATE -> journal.hasMore(position.get());
            case CURSOR_REFUSED -> request.text("cursor") != null;
            default -> false;
        };
    }

    private int limit(WireRequest request) {
        return Math.min(request.number("limit", 1000), settings.journalPageSize());
    }

    private Answer journal(WireRequest request) {
        String cursor = request.text("cursor");
        JournalCursor from = journal.position(cursor).orElseThrow(() -> Refusal.breach(400, "invalid_cursor", "cursor is not one of ours"));
        keepPace();
        boolean rejected = cursor != null && !cursorRejected && city.fate().strikes(Behaviour.CURSOR_REJECTED);
        cursorRejected |= rejected;
        if (rejected || request.has(Fault.CURSOR_REFUSED)) {
            throw Refusal.of(400, "invalid_cursor", "the cursor has expired");
        }
        int limit = limit(request);
        if (request.has(Fault.REPEATED_PAGE) || from.next() > 0 && city.fate().strikes(Behaviour.REPEATED_PAGE)) {
            from = from.back(1 + city.random().nextInt(5));
        } else if (request.strike() == null && journal.hasMore(from) && city.fate().strikes(Behaviour.EMPTY_PAGE)) {
            limit = 0;
        }
        Optional<RandomGenerator> late = request.has(Fault.LATE) ? Optional.of(request.strike().dice()) : Optional.empty();
        Journal.Page page = journal.page(from, limit, late, request.has(Fault.OUT_OF_ORDER));
        Answer answer = Answer.ok(Json.object("cursor", page.cursor(), "events", page.events()));
        return settings.pollingDelayMs() > 0 ? answer.header("X-Polling-Delay-Ms", String.valueOf(settings.pollingDelayMs())) : answer;
    }

    private void keepPace() {
        Instant now = Instant.now();
        if (settings.pollingDelayMs() > 0 && now.isBefore(lastPoll.plusMillis(settings.pollingDelayMs() * 8L / 10))) {
            throw Refusal.breach(429, "too_many_requests", "X-Polling-Delay-Ms was not obeyed");
        }
        lastPoll = now;
    }

    private Answer search(WireRequest request) {
        return search.answer(request.body());
    }

    private Answer bulkInfo(WireRequest request) {
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode id : request.body().get("claim_ids")) {
            claims.find(id.textValue()).ifPresent(c -> found.add(ClaimDocument.of(c)));
        }
        return Answer.ok(Json.object("claims", found));
    }

    private Answer performerPosition(WireRequest request) {
        Claim claim = performed(request, "inappropriate_status");
        return Answer.ok(Json.object("position", Json.object("lat", claim.performer.position().lat(), "lon", claim.performer.position().lon(),
                "timestamp", Instant.now().getEpochSecond(), "speed", settings.pace().courierMetresPerSecond())));
    }

    private Answer pointsEta(WireRequest request) {
        Claim claim = performed(request, "no_performer_info");
        return Answer.ok(Json.object("id", claim.id, "route_points", Json.array(claim.points.stream().map(p -> Json.object("id", p.id(),
                "address", p.asked().get("address"), "type", p.type(), "visit_order", p.visitOrder(), "visit_status", p.visitStatus(),
                "visited_at", p.visitedAt() == null ? Json.object() : Json.object("actual", ClaimDocument.time(p.visitedAt()))))),
                "performer_position", List.of(claim.performer.position().lon(), claim.performer.position().lat())));
    }

    private Claim performed(WireRequest request, String code) {
        Claim claim = claim(request);
        if (claim.performer == null || !claim.live()) {
            throw Refusal.of(409, code, "status is " + claim.status);
        }
        return claim;
    }

    private Claim claim(WireRequest request) {
        return claims.find(request.query("claim_id")).orElseThrow(() -> Refusal.of(404, "not_found", "no such claim"));
    }

    private static void checkVersion(Claim claim, WireRequest request) {
        if (request.body().get("version").intValue() != claim.version) {
            throw Refusal.of(409, "old_version", "version is " + claim.version);
        }
    }
}
