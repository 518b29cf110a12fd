package io.batteryexchange.sandbox;

import io.batteryexchange.sandbox.wire.FaultRule;
import io.batteryexchange.support.TestSecrets;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything that can be set about the city, under {@code sandbox.*}. Bound by hand and not annotated, so that no other
 * application on the same classpath picks it up by scanning.
 *
 * @param address            where it listens; 0.0.0.0 in a container
 * @param speed              city seconds per real second
 * @param storesFile         stores in the bundle's format; empty: {@code config/stores.yaml} if there is one, else a built-in set
 * @param mode               what closes a destination that is not the last: P ({@code pickuped}), D ({@code delivered}), MIX
 * @param performerInInfo    does {@code claims/info} tell the performer's id: never, always or mixed
 * @param watcher            tags set by the fleet's own watcher: single (one per discharge), tiers (one per threshold) or off
 * @param pollingDelayMs     {@code X-Polling-Delay-Ms} of the journal; 0: no such header
 * @param reconciliationPeriod how long a drift may last before it breaks rule 2 or 4 (real time)
 * @param consoleSecret      of client {@code operations-console}, with which a person signs in as an operator
 * @param faults             fault rules from the start, {@code sandbox.faults[0].upstream=…}; a rule needs {@code fault} and {@code share}
 * @param chance             share of the occasions, 0 to 1, at which a {@link Behaviour} happens; {@code sandbox.chance.cell-timeout=0.05}
 * @param rentalTag          the tag (priority 0) that the fleet sets while a rider has a scooter
 * @param pollPeriod         the bundle's discovery period; twice that breaks rule 3 (real time)
 */
public record SandboxSettings(
        @DefaultValue("8090") int port,
        @DefaultValue("127.0.0.1") InetAddress address,
        @DefaultValue("http://127.0.0.1:8080") String bundleUrl,
        @DefaultValue("1") long seed,
        @DefaultValue("60") double speed,
        @DefaultValue("") String storesFile,
        @DefaultValue("60") int scooters,
        @DefaultValue("6") int lowAtStart,
        @DefaultValue("1") int cabinetsPerStore,
        @DefaultValue("16") int cellsPerCabinet,
        @DefaultValue("9") int chargedPerCabinet,
        @DefaultValue("12") int couriers,
        @DefaultValue("true") boolean discharge,
        @DefaultValue("10") double dischargeRate,
        @DefaultValue("40") double rechargeRate,
        @DefaultValue("P") Mode mode,
        @DefaultValue("NEVER") PerformerInInfo performerInInfo,
        @DefaultValue("false") boolean strictPoints,
        @DefaultValue("SINGLE") Watcher watcher,
        @DefaultValue("1000") int journalPageSize,
        @DefaultValue("0") int pollingDelayMs,
        @DefaultValue("100") int bookingsPageSize,
        @DefaultValue("5m") Duration reconciliationPeriod,
        @DefaultValue("30s") Duration pollPeriod,
        @DefaultValue(TestSecrets.FLEET_TOKEN) String fleetToken,
        @DefaultValue(TestSecrets.CABINET_TOKEN) String cabinetToken,
        @DefaultValue(TestSecrets.CARGO_TOKEN) String cargoToken,
        @DefaultValue(TestSecrets.TELEGRAM_TOKEN) String telegramToken,
        @DefaultValue("secret") String clientSecret,
        @DefaultValue(TestSecrets.CONSOLE_SECRET) String consoleSecret,
        @DefaultValue("5m") Duration tokenLifetime,
        @DefaultValue("battery-exchange") String tokenAudience,
        @DefaultValue List<FaultRule> faults,
        @DefaultValue Map<Behaviour, Double> chance,
        @DefaultValue("old_state_riding") String rentalTag,
        @DefaultValue Pace pace,
        @DefaultValue Operators operators,
        @DefaultValue Watch watch) {

    public enum Mode { P, D, MIX }

    /** {@code true} and {@code false} are understood too: see {@link #settle}. */
    public enum PerformerInInfo { NEVER, ALWAYS, MIX, TRUE, FALSE }

    public enum Watcher { SINGLE, TIERS, OFF }

    /**
     * Durations. Names with {@code Floor} and {@code courierPatience} and {@code courierRetry} are real time: however fast
     * the city's clock runs, the bundle gets that much of its own time. The same goes for {@code counterPatience}: how long a
     * courier whose claim is over waits for a return screen before he leaves the accumulator on the store's counter.
     */
    public record Pace(
            @DefaultValue("4s") Duration estimation,
            @DefaultValue("10m") Duration offer,
            @DefaultValue("15s") Duration offerFloor,
            @DefaultValue("20s") Duration performerSearch,
            @DefaultValue("30m") Duration performerNotFound,
            @DefaultValue("60s") Duration performerNotFoundFloor,
            @DefaultValue("5s") Duration tap,
            @DefaultValue("20s") Duration courierRetry,
            @DefaultValue("400ms") Duration courierRetryFloor,
            @DefaultValue("3m") Duration courierPatience,
            @DefaultValue("30s") Duration counterPatience,
            @DefaultValue("4.5") double courierMetresPerSecond) {
    }

    /**
     * How the ledger looks at the bundle.
     *
     * @param period how often the operator API is read in the background; 0: only on demand
     * @param grace  how long a change or event may take to appear on a timeline
     */
    public record Watch(@DefaultValue("5s") Duration period, @DefaultValue("15s") Duration grace) {
    }

    /**
     * The people at the operations console. Real time.
     *
     * @param present       whether there are any; if not, a task that needs attention keeps waiting
     * @param period        how often they look
     * @param thinkingTime  how long a task has been seen needing attention before they act
     * @param manualModeFor how long they leave manual mode on
     */
    public record Operators(
            @DefaultValue("false") boolean present,
            @DefaultValue("2s") Duration period,
            @DefaultValue("3s") Duration thinkingTime,
            @DefaultValue("6s") Duration manualModeFor) {
    }

    /** The share of occasions at which something happens. */
    public double chance(Behaviour behaviour) {
        return chance.getOrDefault(behaviour, behaviour.usualShare());
    }

    public PerformerInInfo settle() {
        return switch (performerInInfo) {
            case TRUE, ALWAYS -> PerformerInInfo.ALWAYS;
            case FALSE, NEVER -> PerformerInInfo.NEVER;
            case MIX -> PerformerInInfo.MIX;
        };
    }
}
