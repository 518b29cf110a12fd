package io.batteryexchange.sandbox.operators;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.SandboxSettings;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Scooter;
import io.batteryexchange.sandbox.ledger.OperatorClient;
import io.batteryexchange.sandbox.ledger.Watch;
import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.wire.Json;
import io.batteryexchange.sandbox.wire.Wire;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people at the operations console. They treat what needs attention as the city shows it: a task is resolved once its
 * courier has brought everything back, with the outcome that fits the scooter. Now and then they interfere.
 */
public final class Operators implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Operators.class);
    private static final Set<String> BEFORE_PICKUP = Set.of("claim_created", "approved", "performer_found", "at_cabinet");

    private final City city;
    private final Claims claims;
    private final OperatorClient tasks;
    private final Console console;
    private final Watch watch;
    private final SandboxSettings settings;
    private final Map<String, Instant> attentionSince = new HashMap<>();
    private final Map<String, Integer> treated = new HashMap<>();
    private final Set<String> considered = new HashSet<>();
    private final Set<String> parked = new HashSet<>();
    private int estimatingFailed;
    private String manualAt;
    private Instant manualUntil;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread t = new Thread(work, "operators");
        t.setDaemon(true);
        return t;
    });

    public Operators(City city, Claims claims, BundleClient bundle, Wire wire, Watch watch, SandboxSettings settings) {
        this.city = city;
        this.claims = claims;
        this.tasks = new OperatorClient(bundle);
        this.console = new Console(bundle, wire.counters(), wire.violations());
        this.watch = watch;
        this.settings = settings;
    }

    public void start() {
        if (settings.operators().present()) {
            long period = settings.operators().period().toMillis();
            thread.scheduleWithFixedDelay(this::round, period, period, TimeUnit.MILLISECONDS);
        }
    }

    private void round() {
        try {
            Collection<JsonNode> all = tasks.tasks().values();
            for (JsonNode task : all) {
                look(task);
            }
            attentionSince.keySet().retainAll(all.stream().filter(t -> state(t).equals("attention")).map(Operators::id).toList());
            manualMode();
        } catch (OperatorClient.Unreadable e) {
            log.debug("The operators cannot read the tasks: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("The operators stumbled", e);
        }
    }

    private void look(JsonNode task) {
        String state = state(task);
        if (state.equals("attention")) {
            Instant since = attentionSince.computeIfAbsent(id(task), i -> Instant.now());
            if (since.plus(settings.operators().thinkingTime()).isBefore(Instant.now())) {
                treat(task);
            }
        } else if (state.equals("parked")) {
            if (parked.remove(id(task))) {
                console.change(task, "replan", Json.object(), "parked long enough");
            } else {
                parked.add(id(task));
            }
        } else if (state.equals("waiting") && considered.add("park " + id(task)) && city.fate().draws(Behaviour.OPERATOR_PARKS)) {
            count(Behaviour.OPERATOR_PARKS, console.changeTwice(task, "park", Json.object(), "let us wait a little"));
        } else if (BEFORE_PICKUP.contains(state) && considered.add("cancel " + id(task))) {
            cancelNowAndThen(task);
        }
    }

    private void cancelNowAndThen(JsonNode task) {
        if (city.fate().draws(Behaviour.OPERATOR_CANCELS_AND_REPLANS)) {
            count(Behaviour.OPERATOR_CANCELS_AND_REPLANS, console.change(task, "cancel", Json.object("replan", true), "another courier, please"));
        } else if (city.fate().draws(Behaviour.OPERATOR_CANCELS_FOR_GOOD)) {
            count(Behaviour.OPERATOR_CANCELS_FOR_GOOD, console.change(task, "cancel", Json.object("replan", false), "the scooter is taken in"));
        }
    }

    private void treat(JsonNode task) {
        Claim claim;
        boolean busy;
        String outcome;
        synchronized (city) {
            claim = claims.find(task.path("cargo_ref_id").asText()).orElse(null);
            busy = claim != null && (claim.live() || city.couriers().values().stream().anyMatch(c -> claim.id().equals(c.claimId())));
            outcome = outcome(city.scooters().get(task.path("car_id").asText()));
        }
        if (claim != null && claim.status().equals("estimating_failed")) {
            if (estimatingFailed++ % 2 == 0) {
                console.change(task, "replan", Json.object(), "the zone is served again");
            } else {
                console.change(task, "cancel", Json.object("replan", false), "the zone is not served");
            }
        } else if (claim != null && !busy) {
            console.changeTwice(task, "resolve", Json.object("outcome", outcome), "everything is back in the store");
        } else if (claim == null && treated.merge(id(task), 1, Integer::sum) == 1) {
            console.change(task, "replan", Json.object(), "once more");
        } else if (claim == null) {
            console.change(task, "resolve", Json.object("outcome", outcome), "it does not work out");
        }
    }

    private static String outcome(Scooter scooter) {
        return scooter.gone() ? "vehicle_not_found" : scooter.wrecked() ? "vehicle_destroyed"
                : scooter.accumulator().percent() >= City.FULL_PERCENT ? "swapped" : "abandoned";
    }

    private void manualMode() throws OperatorClient.Unreadable {
        if (manualAt == null && city.fate().draws(Behaviour.MANUAL_MODE)) {
            List<String> stores;
            synchronized (city) {
                stores = List.copyOf(city.stores().keySet());
                manualAt = stores.get(city.random().nextInt(stores.size()));
            }
            if (console.manualMode(manualAt, true, "the cabinets are being cleaned")) {
                city.fate().happened(Behaviour.MANUAL_MODE);
                manualUntil = Instant.now().plus(settings.operators().manualModeFor());
            } else {
                manualAt = null;
            }
        } else if (manualAt != null && Instant.now().isAfter(manualUntil)) {
            watch.lookAtManualMode();
            if (console.manualMode(manualAt, false, "clean")) {
                manualAt = null;
            }
        }
    }

    private void count(Behaviour behaviour, boolean done) {
        if (done) {
            city.fate().happened(behaviour);
        }
    }

    private static String state(JsonNode task) {
        return task.path("state").asText();
    }

    private static String id(JsonNode task) {
        return task.path("task_id").asText();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
