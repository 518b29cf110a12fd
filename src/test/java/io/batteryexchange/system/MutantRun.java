package io.batteryexchange.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Small runs, each with just those troubles that some safeguards are for. The service as it is passes each of them; without the safeguard
 * it does not. What could hide a missing safeguard is off: reconciliation mends nothing unless it is what the run is about.
 */
enum MutantRun {

    /** Nothing goes wrong. */
    UNDISTURBED {
        @Override
        void play(MutantCity city) throws Exception {
            city.discharge(8);
            city.awaitOver(30);
        }
    },

    /** Pages of the journal come again, claims change places in them, single events come late; and each page has many events. */
    RESTLESS_JOURNAL(Map.of("POLL_CLAIMS_JOURNAL", "700ms")) {
        @Override
        void play(MutantCity city) throws Exception {
            city.faults(Strikes.of("cargo", "claims/journal", "REPEATED_PAGE", 0.4), Strikes.of("cargo", "claims/journal", "OUT_OF_ORDER", 0.5),
                Strikes.of("cargo", "claims/journal", "LATE", 0.3));
            city.discharge(8);
            city.awaitOver(50);
        }
    },

    /** What was done is not told: each first call of some kinds is answered by a closed connection. A try is one call: no quick repeats. */
    LOST_ANSWERS(Map.of("UPSTREAM_REDELIVERIES", "0", "BREAKER_OPEN", "500ms"), "--sandbox.reconciliation-period=4s") {
        @Override
        void play(MutantCity city) throws Exception {
            city.faults(Strikes.first("scooter-accumulator", "cabinet/accumulator/book", "LOST_ANSWER", 4), Strikes.first("cargo", "claims/create", "LOST_ANSWER", 4),
                Strikes.first("cargo", "claims/accept", "LOST_ANSWER", 4), Strikes.first("scooter-accumulator", "cabinet/cell/open", "LOST_ANSWER", 3),
                Strikes.first("scooter-backend", "car/tags/remove", "LOST_ANSWER", 3));
            city.discharge(8);
            city.awaitOver(35);
        }
    },

    /** Claims are made but no answer comes, until the task gives up and plans anew. */
    CLAIMS_NOBODY_KNOWS_OF(Map.of("UPSTREAM_REDELIVERIES", "0", "BREAKER_OPEN", "500ms", "CLAIM_TRIES_MAX", "2")) {
        @Override
        void play(MutantCity city) throws Exception {
            city.faults(Strikes.first("cargo", "claims/create", "LOST_ANSWER", 6));
            city.discharge(3);
            city.awaitOver(40);
        }
    },

    /** Every call takes its time, some longer than a lease: a worker comes back when another has taken over. */
    SLOW_ANSWERS(Map.of("WORKER_LEASE", "2s", "UPSTREAM_RESPONSE_TIMEOUT", "9000", "UPSTREAM_REDELIVERIES", "0")) {
        @Override
        void play(MutantCity city) throws Exception {
            city.faults(Strikes.slow("*", "*", "LATENCY", 1, 250), Strikes.slow("cargo", "claims/info", "SLOW", 0.3, 3000));
            city.discharge(5);
            city.awaitOver(45);
        }
    },

    /** Cargo refuses the first claim of each task: what was booked is given back, and the task waits for its next attempt. */
    REFUSED_CLAIMS(Map.of("REPLAN_DELAY", "7s", "REPLAN_DELAY_MAX", "7s"), "--sandbox.chance.claim-refused=1", "--sandbox.reconciliation-period=4s") {
        @Override
        void play(MutantCity city) throws Exception {
            city.discharge(5);
            city.awaitOver(40);
        }
    },

    /** Doors that never open, and couriers who leave others open or move the slider too early. */
    TROUBLE_AT_THE_CABINET("--sandbox.chance.broken-door=0.25", "--sandbox.chance.door-left-open=0.5", "--sandbox.chance.wrong-accumulator=0.5") {
        @Override
        void play(MutantCity city) throws Exception {
            city.discharge(8);
            city.awaitOver(60);
        }
    },

    /** Scooter-accumulator learns late who the courier is: he stands at the cabinet before it does. */
    COURIER_UNKNOWN_TO_CABINET(Map.of("UPSTREAM_RESPONSE_TIMEOUT", "9000")) {
        @Override
        void play(MutantCity city) throws Exception {
            city.faults(Strikes.slow("scooter-accumulator", "cabinet/booking/set_contractor", "SLOW", 0.6, 4000));
            city.discharge(6);
            city.awaitOver(50);
        }
    },

    /** Recharge_processing is set so slowly that the next round of discovery finds the scooter again. */
    DISCOVERED_TWICE {
        @Override
        void play(MutantCity city) throws Exception {
            city.faults(Strikes.slow("scooter-backend", "car/tags/add", "LATENCY", 1, 2400));
            city.discharge(3);
            city.awaitOver(40);
        }
    },

    /** Manual mode is on while scooters become low. */
    MANUAL_MODE_FROM_THE_START {
        @Override
        void play(MutantCity city) throws Exception {
            city.manualMode(true);
            city.watch(UNDER_WAY_S);
            city.discharge(4);
            city.watch(4);
            city.manualMode(false);
            city.awaitOver(30);
        }
    },

    /** Manual mode comes on while couriers are on their way to the cabinets; those who come later tap a button of an old screen. */
    MANUAL_MODE_ON_THE_WAY("--sandbox.speed=25", "--sandbox.pace.tap=20s") {
        @Override
        void play(MutantCity city) throws Exception {
            city.discharge(6);
            city.await("couriers are found", 30, summary -> summary.path("couriers").path("busy").asInt() >= 6);
            city.manualMode(true);
            city.watch(UNDER_WAY_S);
            city.tapOpen(8);
            city.manualMode(false);
            city.speed(600);
            city.awaitOver(30);
        }
    },

    /** The only node is killed after a page of the journal was read and before it is saved. */
    KILLED_WITH_A_PAGE_IN_HAND("--sandbox.watch.grace=12s") {
        @Override
        void play(MutantCity city) throws Exception {
            city.holdBefore("take-journal-page.sql");
            city.discharge(1);
            city.killThere();
            city.awaitOver(20);
        }

        @Override
        boolean killsNodes() {
            return true;
        }
    },

    /** Others do things behind our back; reconciliation is on. */
    DRIFTS(Map.of("POLL_RECONCILIATION", "1s"), "--sandbox.chance.booking-nobody-owns=0.5", "--sandbox.chance.processing-left-on=0.5",
        "--sandbox.reconciliation-period=8s") {
        @Override
        void play(MutantCity city) throws Exception {
            city.discharge(6);
            city.awaitOver(50);
        }
    },

    /** A scooter becomes low again while its swap is not closed yet. */
    LOW_AGAIN(Map.of("UPSTREAM_REDELIVERIES", "0", "BREAKER_OPEN", "300ms")) {
        @Override
        void play(MutantCity city) throws Exception {
            city.faults(Strikes.first("scooter-backend", "servicing/finish", "ERROR_BEFORE", 5));
            city.discharge(1);
            String carId = city.carId();
            city.await("the low tag of the swap is off", 30, summary -> summary.path("swaps_at_scooter").asInt() == 1 && summary.path("scooters").path("low").asInt() == 0);
            city.dischargeAgain(carId);
            city.awaitOver(40);
        }
    };

    /**
     * What goes wrong, for {@code POST /sandbox/faults}.
     *
     * @param times at most; 0: without end
     */
    record Strikes(String upstream, String call, String fault, double share, int times, int delayMs) {

        static Strikes of(String upstream, String call, String fault, double share) {
            return new Strikes(upstream, call, fault, share, 0, 0);
        }

        /** Each of the first so many calls. */
        static Strikes first(String upstream, String call, String fault, int times) {
            return new Strikes(upstream, call, fault, 1, times, 0);
        }

        static Strikes slow(String upstream, String call, String fault, double share, int delayMs) {
            return new Strikes(upstream, call, fault, share, 0, delayMs);
        }

        String json() {
            return "{\"upstream\":\"%s\",\"call\":\"%s\",\"fault\":\"%s\",\"share\":%s,\"times\":%d,\"delay_ms\":%d}"
                .formatted(upstream, call, fault, Double.toString(share), times, delayMs);
        }
    }

    /** So long the ledger takes what happens for something that was under way when manual mode came on. */
    private static final int UNDER_WAY_S = 4;

    private static final Map<String, String> SETTINGS = Map.ofEntries(Map.entry("POLL_CAR_LIST", "1s"), Map.entry("POLL_CLAIMS_JOURNAL", "200ms"),
        Map.entry("POLL_RECONCILIATION", "1h"), Map.entry("POLL_CABINET_STOCK", "1h"), Map.entry("WORKER_LEASE", "3s"), Map.entry("WORKER_IDLE_DELAY", "50"),
        Map.entry("WORKER_RETRY_DELAY", "200ms"), Map.entry("WORKER_RETRY_DELAY_MAX", "1s"), Map.entry("REPLAN_DELAY", "1s"), Map.entry("DATABASE_POOL_SIZE", "12"));
    private static final List<String> ARGUMENTS = List.of("--sandbox.mode=MIX", "--sandbox.performer-in-info=MIX", "--sandbox.speed=600", "--sandbox.seed=5",
        "--sandbox.discharge=false", "--sandbox.scooters=20", "--sandbox.low-at-start=0", "--sandbox.couriers=12", "--sandbox.pace.offer-floor=60s",
        "--sandbox.pace.counter-patience=10s", "--sandbox.poll-period=60s", "--sandbox.reconciliation-period=10s", "--sandbox.watch.period=400ms",
        "--sandbox.watch.grace=3s", "--sandbox.chance.broken-door=0", "--sandbox.chance.unknown-cell-state=0");

    private final Map<String, String> settings;
    private final List<String> arguments;

    MutantRun(String... arguments) {
        this(Map.of(), arguments);
    }

    MutantRun(Map<String, String> settings, String... arguments) {
        this.settings = settings;
        this.arguments = List.of(arguments);
    }

    /** From the first discharge to the audit. @throws MutantCity.Caught something forbidden happened */
    abstract void play(MutantCity city) throws Exception;

    /** Then the node's database is reached through a proxy that can hold a commit. */
    boolean killsNodes() {
        return false;
    }

    /** Of the node, as environment variables. */
    Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>(SETTINGS);
        all.putAll(settings);
        return all;
    }

    /** Of the sandbox; a later one counts. */
    List<String> arguments() {
        Map<String, String> all = new LinkedHashMap<>();
        for (List<String> part : List.of(ARGUMENTS, arguments)) {
            part.forEach(argument -> all.put(argument.replaceFirst("=.*", ""), argument));
        }
        return new ArrayList<>(all.values());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
